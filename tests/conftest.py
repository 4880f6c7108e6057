"""Sites that several tests look at, built once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sites import DESK, Built, build


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither use nor fill the cache of whoever runs them."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The wiki as it is published, below a path."""
    return _built(tmp_path_factory.mktemp("wiki"), DRAGOMAN_SITE_URL="https://intranet.example.com/wiki/")


@pytest.fixture(scope="session")
def flat_wiki(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The wiki as it is opened from a folder, without a server."""
    return _built(tmp_path_factory.mktemp("flat"), DRAGOMAN_OFFLINE="true")


def _built(folder: Path, **env: str) -> Built:
    built = build(folder, env=env)
    assert built.code == 0, built.output
    return built


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small glossary, in which commands run; gives the glossary's file."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "glossary.yaml"
    file.write_text(DESK, encoding="utf-8")
    return file

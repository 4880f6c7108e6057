"""Sites that several tests look at, built once."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import hostile as texts
from sites import DESK, ROOT, Built, build, project


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither use nor fill the cache of whoever runs them."""
    os.environ["XDG_CACHE_HOME"] = str(_of_this_run(tmp_path_factory, "cache"))


@pytest.fixture(scope="session")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The wiki as it is published, below a path."""
    return _built(_of_this_run(tmp_path_factory, "wiki"), DRAGOMAN_SITE_URL="https://intranet.example.com/wiki/")


@pytest.fixture(scope="session")
def flat_wiki(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The wiki as it is opened from a folder, without a server."""
    return _built(_of_this_run(tmp_path_factory, "flat"), DRAGOMAN_OFFLINE="true")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site in which every text that people write is one that would leave its place if anything let it."""
    folder = _of_this_run(tmp_path_factory, "hostile")

    def made() -> Path:
        return project(folder, texts.glossary(), texts.pages(ROOT / "docs/en"))

    return _built(folder, made, DRAGOMAN_CANARY=texts.CANARY, DRAGOMAN_SITE_URL="https://intranet.example.com/wiki/")


def _of_this_run(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    folder.mkdir(exist_ok=True)
    return folder


def _built(folder: Path, root: Callable[[], Path] = lambda: ROOT, **env: str) -> Built:
    """What is built into `folder`, by whichever process comes first; the others wait for it."""
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = folder / "said"
        if not said.exists():
            built = build(folder, env=env, root=root())
            assert built.code == 0, built.output
            said.write_text(built.output, encoding="utf-8")
    return Built(folder / "site", said.read_text(encoding="utf-8"), 0)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small glossary, in which commands run; gives the glossary's file."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "glossary.yaml"
    file.write_text(DESK, encoding="utf-8")
    return file

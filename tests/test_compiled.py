"""Templates are compiled once, and what is kept is used only where nobody else can have put it."""

from __future__ import annotations

from pathlib import Path
from types import CodeType

import pytest
from jinja2 import DictLoader, Environment

from dragoman.compiled import CHECKOUT, compiled

PAGE = "{% for word in words %}{{ word }}, {% endfor %}"


class Counting(Environment):
    """An environment that counts what it compiles."""

    count = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        self.count += 1
        return super()._compile(source, filename)


def rendered(folder: Path, source: str = PAGE, foreign: str = "", autoescape: bool = False) -> tuple[str, int]:
    """What a new process would show of a template, and how many templates it would compile."""
    environment = Counting(loader=DictLoader({"page": source}), bytecode_cache=compiled(folder), autoescape=autoescape)
    if foreign:
        getattr(environment, foreign)["foreign"] = str.isupper
    return environment.get_template("page").render(words=["one", "<two>"]), environment.count


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    assert rendered(tmp_path / "cache") == ("one, <two>, ", 1)
    assert rendered(tmp_path / "cache") == ("one, <two>, ", 0)


def test_another_text_or_setting_is_another_template(tmp_path: Path) -> None:
    rendered(tmp_path)
    assert rendered(tmp_path, PAGE.replace(",", ";")) == ("one; <two>; ", 1)
    assert rendered(tmp_path, autoescape=True) == ("one, &lt;two&gt;, ", 1)
    assert rendered(tmp_path) == ("one, <two>, ", 0)


def test_a_damaged_file_is_compiled_again(tmp_path: Path) -> None:
    rendered(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"!")
    assert rendered(tmp_path) == ("one, <two>, ", 1)
    assert rendered(tmp_path) == ("one, <two>, ", 0)


@pytest.mark.parametrize("kind", ["filters", "tests"])
def test_where_a_filter_or_test_is_unknown_nothing_is_kept(tmp_path: Path, kind: str) -> None:
    assert rendered(tmp_path, foreign=kind) == ("one, <two>, ", 1)
    assert rendered(tmp_path, foreign=kind) == ("one, <two>, ", 1)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path, mode: int) -> None:
    rendered(tmp_path)
    tmp_path.chmod(mode)
    assert compiled(tmp_path) is None
    assert rendered(tmp_path) == ("one, <two>, ", 1)


def test_a_folder_in_the_checkout_is_not_used_and_not_made(tmp_path: Path) -> None:
    inside = CHECKOUT / "cache"
    assert compiled(inside) is None
    assert not inside.exists()
    (tmp_path / "link").symlink_to(CHECKOUT)
    assert compiled(tmp_path / "link" / "cache") is None


def test_a_folder_that_cannot_be_made_does_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert compiled(tmp_path / "file") is None
    assert rendered(tmp_path / "file" / "cache") == ("one, <two>, ", 1)

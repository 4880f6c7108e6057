"""The architecture, held: floors, doors, and what no code may name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / "hooks"
PROGRAM = HOOKS / "dragoman"

# From the ground up: a room may import from its own floor and from those below.
FLOORS = (
    ("words", "shelf compiled glossary sheets problems annotations folding inline marks languages forges"),
    (
        "knowledge",
        "source literals surfaces matching abbreviations readings mentions routes linking changes bingo packing "
        "issues recurrence quiz taboo",
    ),
    (
        "shapes",
        "pages diagrams conversations page_text crosslinks proofreading survey report macros macro_calls manuscripts "
        "limits settings comparison tables workbooks exports handouts",
    ),
    ("doors", "build checks site publishing cli __main__"),
)
FLOOR_OF = {room: level for level, (_, rooms) in enumerate(FLOORS) for room in rooms.split()}
FILES = sorted(PROGRAM.rglob("*.py"))


def room_of(file: Path) -> str:
    return file.relative_to(PROGRAM).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names if node.module == "dragoman")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PROGRAM)))
def test_arrows_run_down(file: Path) -> None:
    here = room_of(file)
    if here == "__init__":
        return
    assert here in FLOOR_OF, f"{here} stands on no floor: give it one in FLOORS"
    for name in imported(file):
        if name.startswith("dragoman."):
            there = name.split(".")[1]
            assert FLOOR_OF[there] <= FLOOR_OF[here], f"{here} imports {there}, which is upstairs"


def test_no_two_rooms_need_each_other() -> None:
    needs = {_name(file): {name for name in imported(file) if name.startswith("dragoman.")} for file in FILES}
    for room, names in needs.items():
        for name in (names - {room}) & set(needs):
            assert room not in needs[name], f"{room} and {name} need each other: a third noun is missing"


def _name(file: Path) -> str:
    parts = ("dragoman", *file.relative_to(PROGRAM).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


@pytest.mark.parametrize(("library", "place"), [("mkdocs", "site.py"), ("yaml", "source/"), ("click", "cli/")])
def test_a_library_is_known_in_one_place(library: str, place: str) -> None:
    users = {
        str(file.relative_to(PROGRAM))
        for file in FILES
        if any(name.split(".")[0] == library for name in imported(file))
    }
    assert users
    assert all(user.startswith(place) for user in users), users


def test_mkdocs_is_told_about_one_file() -> None:
    assert [file.name for file in HOOKS.glob("*.py")] == ["mkdocs_events.py"]


def test_no_code_names_a_department() -> None:
    departments = yaml.safe_load((ROOT / "glossary.yaml").read_text(encoding="utf-8"))["departments"]
    names = {*departments, *(department["name"] for department in departments.values())}
    scripts = sorted((ROOT / "overrides").rglob("*.js")) + sorted((ROOT / "overrides").rglob("*.css"))
    templates = (
        sorted(PROGRAM.rglob("*.html")) + sorted(PROGRAM.rglob("*.typ")) + sorted((ROOT / "overrides").rglob("*.html"))
    )
    for file in (*FILES, *scripts, *templates):
        for text in _strings(file):
            assert text not in names, f"{file.name} names {text}: departments are data"


def _strings(file: Path) -> Iterator[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        yield from (
            re.findall(r"[\w-]+", re.sub(r"/\*.*?\*/|{#.*?#}", "", text, flags=re.DOTALL))
            if "marketing" in text
            else ()
        )
        return
    # "it" is Italian's code too; there it is no department.
    if room_of(file) != "languages":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PROGRAM)))
def test_public_things_say_what_they_are(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or (file.name == "__init__.py" and not file.read_text()), file
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            # Every kind of field reads and has a schema; FieldKind says once what that is.
            is_kind = file.name in ("kinds.py", "records.py") and node.name in ("read", "schema")
            if not is_kind and not _is_inside_private(tree, node):
                assert ast.get_docstring(node), f"{node.name} has no docstring"


def _is_inside_private(tree: ast.Module, node: ast.AST) -> bool:
    return any(
        isinstance(outer, (ast.ClassDef, ast.FunctionDef)) and outer.name.startswith("_") and node in ast.walk(outer)
        for outer in tree.body
    ) or any(
        isinstance(outer, ast.FunctionDef) and node in ast.walk(outer) and outer is not node for outer in ast.walk(tree)
    )


def test_functions_stay_short() -> None:
    lengths = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lengths.append(
                    ((body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0, f"{file.name} {node.name}")
                )
    longest = max(lengths)
    assert longest[0] <= 40, longest
    assert sorted(length for length, _ in lengths)[len(lengths) // 2] <= 9


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PROGRAM)))
def test_rooms_keep_one_noun(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 300

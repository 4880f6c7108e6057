"""MkDocs is a door, never a wall: everything that knows glossaries works where there is no MkDocs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions

from dragoman.proofreading import EXTENSIONS
from sites import DATE, ROOT
from test_house import FILES, imported

# Runs where MkDocs, its theme and its plugin can't be imported: asks each room for its imports, makes the generated
# pages, and calls three commands. Prints what came of it, a line each.
WITHOUT_MKDOCS = """
import datetime, importlib, pathlib, pkgutil, sys

for name in ("mkdocs", "properdocs", "material", "mkdocs_macros"):
    sys.modules[name] = None

import dragoman

for room in pkgutil.walk_packages(dragoman.__path__, "dragoman."):
    try:
        importlib.import_module(room.name) if room.name != "dragoman.__main__" else None
    except ModuleNotFoundError as error:
        print(room.name, "needs", error.name)

from dragoman.build import Build
from dragoman.cli import main
from dragoman.routes import Routes, entry_path
from dragoman.settings import Settings

build = Build.of(pathlib.Path(), pathlib.Path("docs/en"), Settings(kit=False), Routes(), datetime.date(2026, 1, 1))
print("a page for each entry:", all(build.pages[entry_path(entry.id)].html for entry in build.glossary.entries))
for command in ("check", "links docs/en/index.md", "quiz --side it --questions 3"):
    try:
        main(command.split())
    except SystemExit as end:
        print(command, "ended with", end.code)
"""


def test_the_program_works_without_mkdocs() -> None:
    env = {**os.environ, "PYTHONPATH": "hooks", "SOURCE_DATE_EPOCH": DATE}
    done = subprocess.run([sys.executable, "-c", WITHOUT_MKDOCS], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[:2] == ["dragoman.site needs mkdocs.config", "a page for each entry: True"]
    assert [line for line in said if "ended with" in line] == [
        "check ended with 0",
        "links docs/en/index.md ended with 0",
        "quiz --side it --questions 3 ended with 0",
    ]


def test_what_the_program_imports_is_declared_and_does_not_only_come_with_mkdocs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", line)[0].lower() for line in project["dependencies"]}
    sources = packages_distributions()
    # Python-Markdown imports these by name.
    names = {*EXTENSIONS, *(name for file in FILES for name in imported(file))}
    used = {name.split(".")[0] for name in names} & set(sources) - {"dragoman"}
    assert {name for name in used if not {source.lower() for source in sources[name]} & declared} == set()

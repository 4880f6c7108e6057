"""The inspection of a finished site before anybody sees it; knows nothing of how it was built."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote

from dragoman.glossary import Glossary
from dragoman.problems import Location, Problem, in_order, quoted
from dragoman.publishing.document import Spot
from dragoman.publishing.policy import script_hash
from dragoman.publishing.tree import Tree
from dragoman.routes import INDEX, Routes, entry_anchor, entry_path

# Bytes. 10,000 full entries make an A to Z of 6 MB; a macro that repeats itself makes a page of 100 MB.
LARGEST_PAGE = 10_000_000
LARGEST_FILE = 100_000_000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def inspect(
    tree: Tree, glossary: Glossary, hashes: Collection[str], canary: str = "", routes: Routes | None = None
) -> tuple[Problem, ...]:
    """Everything that keeps a site from being published; `hashes` are those of the scripts that the theme brings.

    `canary` is a secret that the build could see, and no file may hold.
    """
    found = (
        *_entries(tree, glossary, routes or Routes()),
        *_links(tree),
        *_hosts(tree),
        *_scripts(tree, hashes),
        *_sizes(tree),
        *_secrets(tree, canary),
    )
    return tuple(_each_once(in_order(found)))


def _each_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """A fault of the frame stands on every page: it is told at the first one."""
    places: dict[str, list[Problem]] = {}
    for problem in problems:
        places.setdefault(problem.message, []).append(problem)
    for message, (first, *others) in places.items():
        pages = len({other.location.path for other in others} - {first.location.path})
        more = f" (in {pages} more {'file' if pages == 1 else 'files'})" if pages else ""
        yield Problem(first.location, message + more, first.rule)


def _entries(tree: Tree, glossary: Glossary, routes: Routes) -> Iterator[Problem]:
    """Each entry has its page or, where a site makes do without such pages, its place in A to Z."""
    pages = {entry.id: _file(routes, entry_path(entry.id)) for entry in glossary.entries}
    index = _file(routes, INDEX)
    if not any(path in tree.documents for path in pages.values()) and index in tree.documents:
        missing = [id for id in pages if entry_anchor(id) not in tree.documents[index].ids]
    else:
        missing = [id for id, path in pages.items() if path not in tree.documents]
    if missing:
        count = f"{len(missing)} of {len(pages)} entries have"
        message = f"{count} no page, {missing[0]} first; see that mkdocs.yml names hooks/ and MkDocs 1.x builds"
        yield _problem(index, message, "entry-pages")
    if "index.html" not in tree.documents:
        yield _problem("index.html", "is missing; see that docs/ holds an index.md", "home")


def _links(tree: Tree) -> Iterator[Problem]:
    places = [(path, spot) for path, page in tree.documents.items() for spot in page.links]
    for path, spot in (*places, *tree.styles()):
        if said := _dead(tree, path, spot.text):
            yield _at(path, spot, f"{quoted(spot.text)} {said}", "link")


def _dead(tree: Tree, path: str, url: str) -> str:
    target = tree.target(path, url)
    if target is None:
        return "leads out of the wiki; link to a page, or write the whole address"
    file, fragment = unquote(target[0]), unquote(target[1])
    if file and file not in tree.files:
        return "leads to no file; mend the link or remove it"
    if fragment and file in tree.documents and fragment not in tree.documents[file].ids:
        return "leads to no such place in its page; mend what follows the #"
    return ""


def _hosts(tree: Tree) -> Iterator[Problem]:
    places = [(path, spot) for path, page in tree.documents.items() for spot in page.fetched]
    for path, spot in (*places, *tree.styles()):
        url = spot.text
        if url.startswith("//") or (_SCHEME.match(url) and not url.lower().startswith("data:")):
            said = f"{quoted(spot.text)} asks another host; put the file below docs/ and link to it there"
            yield _at(path, spot, said, "host")


def _scripts(tree: Tree, hashes: Collection[str]) -> Iterator[Problem]:
    for path, page in tree.documents.items():
        for script in page.scripts:
            if script_hash(script.text) not in hashes:
                said = f"a script that the theme didn't bring: {quoted(script.text.strip(), 40)}; remove it"
                yield _at(path, script, said, "script")
        for fault in page.faults:
            yield _at(path, fault, fault.text, "script")


def _sizes(tree: Tree) -> Iterator[Problem]:
    for path, size in tree.files.items():
        largest = LARGEST_PAGE if path in tree.documents else LARGEST_FILE
        if not size:
            yield _problem(path, "is empty; build again, and remove the file if it comes from docs/", "size")
        elif size > largest:
            yield _problem(path, f"has {size:,} bytes, more than {largest:,}; make it smaller", "size")


def _secrets(tree: Tree, canary: str) -> Iterator[Problem]:
    secret = canary.encode()
    for path in tree.files if secret else ():
        if secret in (tree.folder / path).read_bytes():
            said = "holds the secret in DRAGOMAN_CANARY; find what prints it, and renew every secret of the build"
            yield _problem(path, said, "secret")


def _file(routes: Routes, path: str) -> str:
    url = routes.url(path)
    return f"{url}index.html" if url.endswith("/") else url


def _at(path: str, spot: Spot, message: str, rule: str) -> Problem:
    return Problem(Location(path, spot.line, spot.column), message, rule)


def _problem(path: str, message: str, rule: str) -> Problem:
    return Problem(Location(path, 1), message, rule)

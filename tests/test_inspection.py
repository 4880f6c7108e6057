"""What is said of a finished site before anybody sees it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cases import Case, cases
from dragoman.glossary import Entry, Glossary
from dragoman.problems import printed
from dragoman.publishing import inspection
from dragoman.publishing.inspection import inspect
from dragoman.publishing.policy import script_hash
from dragoman.publishing.tree import read_tree

CTA = Entry("cta", "CTA", "marketing", "concept", "The prompt.")
DNS = Entry("dns", "DNS", "it", "protocol", "The phone book.")
HASHES = {script_hash("theme()")}
HOME = '<h1 id="top">Home</h1>'
CTA_PAGE = {"glossary/cta/index.html": "CTA"}


def said(folder: Path, files: Mapping[str, str | bytes], *entries: Entry, canary: str = "") -> str:
    """What the inspection of a site with these files says, a line each."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    found = inspect(read_tree(folder), Glossary((), entries), HASHES, canary)
    return "".join(f"{printed(problem)}\n" for problem in found)


@cases("inspection.yml")
def test_what_a_page_may_not_hold_is_told(case: Case, tmp_path: Path) -> None:
    site = {"index.html": HOME, "style.css": "p {}", "page/index.html": case["html"]}
    assert said(tmp_path, site) == case.get("said", "").rstrip("\n") + ("\n" if "said" in case else "")


def test_a_style_sheet_keeps_to_the_site_too(tmp_path: Path) -> None:
    css = 'p { src: url("a.woff2"); }\n@import "https://example.com/x.css";\ni { a: url(data:x), url(../index.html) }'
    assert said(tmp_path, {"index.html": HOME, "css/a.css": css}) == (
        'css/a.css:1:10: "a.woff2" leads to no file; mend the link or remove it\n'
        'css/a.css:2:1: "https://example.com/x.css" asks another host; put the file below docs/ and link to it there\n'
    )


def test_links_are_held_below_the_path_of_publication(tmp_path: Path) -> None:
    home = '<link rel="canonical" href="https://example.com/wiki/"><a href="/wiki/">a</a><a href="/">b</a>'
    told = 'index.html:1:78: "/" leads out of the wiki; link to a page, or write the whole address\n'
    assert said(tmp_path, {"index.html": home}) == told


def test_a_fault_on_every_page_is_told_once(tmp_path: Path) -> None:
    site = dict.fromkeys(("index.html", "a.html", "b.html"), '<a href="gone.html">x</a>')
    told = 'a.html:1:1: "gone.html" leads to no file; mend the link or remove it (in 2 more files)\n'
    assert said(tmp_path, site) == told


def test_each_entry_has_its_page(tmp_path: Path) -> None:
    told = (
        "glossary/index.html:1:1: 1 of 2 entries have no page, dns first; "
        "see that mkdocs.yml names hooks/ and MkDocs 1.x builds\n"
    )
    assert said(tmp_path, {"index.html": HOME, **CTA_PAGE}, CTA, DNS) == told


def test_a_site_without_a_glossary_is_not_published(tmp_path: Path) -> None:
    assert said(tmp_path, {"a.html": HOME}, CTA) == (
        "glossary/index.html:1:1: 1 of 1 entries have no page, cta first; "
        "see that mkdocs.yml names hooks/ and MkDocs 1.x builds\n"
        "index.html:1:1: is missing; see that docs/ holds an index.md\n"
    )


def test_a_site_may_make_do_with_a_to_z(tmp_path: Path) -> None:
    index = {"index.html": HOME, "glossary/index.html": '<p id="entry-cta"></p>'}
    assert said(tmp_path, index, CTA) == ""
    assert "1 of 2 entries have no page, dns first" in said(tmp_path, index, CTA, DNS)


def test_sizes_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "LARGEST_PAGE", 100)
    site = {"index.html": HOME, "a.js": "", "b.html": "x" * 101, "c.js": "x" * 101}
    assert said(tmp_path, site) == (
        "a.js:1:1: is empty; build again, and remove the file if it comes from docs/\n"
        "b.html:1:1: has 101 bytes, more than 100; make it smaller\n"
    )


def test_no_file_holds_a_secret_of_the_build(tmp_path: Path) -> None:
    told = "holds the secret in DRAGOMAN_CANARY; find what prints it, and renew every secret of the build"
    site: dict[str, str | bytes] = {"index.html": HOME, "a/b.bin": b"\xff\x00tok-123\xff"}
    assert said(tmp_path, site, canary="tok-123") == f"a/b.bin:1:1: {told}\n"
    assert said(tmp_path, site) == ""

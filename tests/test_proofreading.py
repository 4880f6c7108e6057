"""What an author is told about a page's words, with line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cases import Case, cases
from dragoman.linking import Linker, Manuscript
from dragoman.proofreading import EXTENSIONS, Proof
from dragoman.routes import Routes
from fuzzing import examples
from test_linking import EXTENSIONS as RENDERED_WITH
from test_linking import rendered
from test_matching import matcher

ROOT = Path(__file__).parents[1]


def proof(text: str, glossary: str = "house", language: str = "en") -> Proof:
    return Proof(text, Linker(matcher(glossary, language).glossary, Routes(), language))


@cases("crosslinks/*.yml")
def test_an_author_is_told_of_the_very_words_that_become_links(case: Case) -> None:
    meta = case.get("page", {})
    if not meta.get("wants_links", True) or "own" in meta:
        pytest.skip("such a page has no words to tell of")
    seen = list(proof(case["text"]).sightings(Manuscript("page.md", "Page", first=meta.get("first", "section"))))
    lines = case["text"].split("\n")
    for sighting in seen:
        rest = "\n".join(lines[sighting.line - 1 :])[sighting.column - 1 :]
        assert rest.startswith(sighting.text) or (sighting.by_hand and rest.startswith("](term:"))
    expected = [text for text, _ in case["links"]]
    told = [sighting.text if sighting.text != "…" else "CMS" for sighting in seen]
    assert sorted(told) == sorted(expected)


@cases("matching/*.yml")
def test_in_a_mail_every_mention_is_told(case: Case) -> None:
    if "\u00ad" in case["name"] or case["name"] == "":
        return
    page = Manuscript("page.md", "Page", first="all")
    seen = list(proof(case["name"], case["glossary"], case["lang"]).sightings(page))
    assert ["|".join(entry.id for entry in sighting.meant) for sighting in seen] == [id for _, id in case["links"]]


def test_places_are_counted_in_the_source() -> None:
    text = "---\ntitle: CMS\ndepartment: it\n---\n\n# CMS\n\n{{ term('CMS') }} _CMS_ `CMS`\n\n- [x](term:cms) **CTA**\n"
    page = Manuscript("page.md", "Page", first="all")
    assert [(seen.line, seen.column, seen.text) for seen in proof(text).sightings(page)] == [
        (8, 20, "CMS"),
        (10, 4, "x"),
        (10, 19, "CTA"),
    ]
    assert proof(text).settings == {"department": "it"}


def test_a_space_that_is_an_entity_is_a_space() -> None:
    page = Manuscript("page.md", "Page", first="all")
    (seen,) = proof("A headless&nbsp;CMS").sightings(page)
    assert (seen.line, seen.column, seen.text) == (1, 3, "headless\xa0CMS")


def test_proofs_are_read_with_the_wiki_s_own_extensions() -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", "")
    written = yaml.safe_load(config)["markdown_extensions"]
    found = {next(iter(one)): next(iter(one.values())) for one in written if isinstance(one, dict)}
    found |= {one: {} for one in written if isinstance(one, str)}
    assert found == EXTENSIONS
    assert set(RENDERED_WITH) == set(EXTENSIONS)


_MARKDOWN = st.lists(
    st.sampled_from(
        "CMS CTA CI agencies headless corporate identity *CMS* **CTA** _CI_ `CMS` [CMS](x) [x](term:cms) "
        "![CMS](x) <b>CMS</b> <kbd>CMS</kbd> headless&nbsp;CMS CMS&shy;x &uuml; "
        "\n \n\n # ## - > | \\ & &amp; < > x CMSx xCMS ( ) . , '".split(" ")
    ),
    max_size=25,
).map(" ".join)


@examples(200)
@given(_MARKDOWN)
def test_linking_changes_no_visible_text(text: str) -> None:
    linked = rendered(text, Manuscript("page.md", "Page", first="all"))
    plain = rendered(text, Manuscript("page.md", "Page", wants_links=False))
    assert re.sub(r"<[^>]*>", "", linked) == re.sub(r"<[^>]*>", "", plain)
    assert "\U000f0000" not in linked


@examples(100)
@given(_MARKDOWN)
def test_linking_what_is_linked_changes_nothing(text: str) -> None:
    once = rendered(text, Manuscript("page.md", "Page", first="all"))
    assert rendered(once, Manuscript("page.md", "Page", first="all")).count('class="term"') == once.count(
        'class="term"'
    )

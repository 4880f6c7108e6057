"""From words to links: which reading is meant, what becomes a link, where an entry is used."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from cases import Case, cases
from dragoman.crosslinks import CrossLinks
from dragoman.glossary import Glossary
from dragoman.linking import Linker, Manuscript, Target
from dragoman.mentions import context, where_used
from dragoman.routes import Routes, entry_path, homonym_paths
from test_matching import matcher

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.details"]
EXTENSIONS += ["pymdownx.superfences", "pymdownx.tabbed"]


def rendered(text: str, manuscript: Manuscript, glossary: str = "house", language: str = "en") -> str:
    linker = Linker(matcher(glossary, language).glossary, Routes(), language)
    settings = {"pymdownx.tabbed": {"alternate_style": True}}
    md = Markdown(extensions=[*EXTENSIONS, CrossLinks(linker, lambda _: manuscript)], extension_configs=settings)
    return md.convert(text)


@cases("crosslinks/*.yml")
def test_words_of_a_page_become_links(case: Case) -> None:
    meta = case.get("page", {})
    page = Manuscript("page.md", "Page", **{**meta, "own": frozenset(meta.get("own", ()))})
    html = rendered(case["text"], page)
    links = BeautifulSoup(html, "html.parser").select("a.term")
    assert [[link.text, link["href"]] for link in links] == case["links"]
    plain = Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}})
    if "term:" not in case["text"]:
        assert re.sub(r'<a [^>]*class="term"[^>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL) == plain.convert(
            case["text"]
        )


def test_where_used_says_page_section_and_line() -> None:
    page = Manuscript("a/page.md", "A page")
    rendered("Top CMS.\n\n# Title\n\n## Tools\n\nWe use one `x` CMS for *all* our pages.\n\nThe CMS again.\n", page)
    (used,) = where_used(page.mentions)["cms"]
    assert (used.path, used.page, len(used.mentions)) == ("a/page.md", "A page", 3)
    second = used.mentions[1]
    assert (second.section, second.anchor) == ("Tools", "tools")
    assert second.line == ("We use one x ", "CMS", " for all our pages.")


def test_entities_are_the_characters_that_they_stand_for() -> None:
    page = Manuscript("page.md", "Page")
    html = rendered("Our <b>new</b> headless&nbsp;CMS&#8201;&amp; API&shy;CMS, M&uuml;CMS, CTA&shy;x.", page)
    assert re.sub(r"<a [^>]*>(.*?)</a>", r"[\1]", html) == (
        "<p>Our <b>new</b> [headless&nbsp;CMS]&#8201;&amp; API&shy;CMS, M&uuml;CMS, CTA&shy;x.</p>"
    )
    (mention,) = page.mentions
    assert mention.line == ("Our new ", "headless CMS", " & API\xadCMS, MüCMS, CTA\xadx.")


@pytest.mark.parametrize("text", ["Two bases.", "One suspect."])
def test_where_no_page_lists_the_readings_there_is_no_link(text: str) -> None:
    page = Manuscript("page.md", "Page")
    assert rendered(text, page, "twins") == f"<p>{text}</p>"
    assert [len(readings) for _, readings in page.open] == [2]


def test_pages_with_most_mentions_come_first() -> None:
    pages = [Manuscript(path, path) for path in ("b.md", "a.md", "c.md")]
    for page, text in zip(pages, ("CMS", "CMS", "CMS and CMS"), strict=True):
        rendered(text, page)
    mentions = [mention for page in pages for mention in page.mentions]
    assert [page.path for page in where_used(mentions)["cms"]] == ["c.md", "a.md", "b.md"]


def test_a_line_of_context_is_cut_at_spaces() -> None:
    before, word, after = context("word " * 30 + "CMS" + " word" * 30, 150, 153)
    assert before.startswith("… word") and before.endswith("word ")
    assert after.startswith(" word") and after.endswith("word …")
    assert word == "CMS" and len(before + word + after) < 100


@pytest.mark.parametrize(
    ("source", "target", "with_directories", "without"),
    [
        ("index.md", "glossary/cta.md", "glossary/cta/", "glossary/cta.html"),
        ("glossary/cta.md", "index.md", "../../", "../index.html"),
        ("glossary/cta.md", "glossary/index.md", "../../glossary/", "../glossary/index.html"),
        ("glossary/cta.md", "glossary/dns.md", "../../glossary/dns/", "../glossary/dns.html"),
        ("glossary/index.md", "glossary/dns.md", "../glossary/dns/", "../glossary/dns.html"),
        ("glossary/which/ci.md", "glossary/ci-brand.md", "../../../glossary/ci-brand/", "../../glossary/ci-brand.html"),
        ("how-to/edit.md", "glossary/which/ci.md", "../../glossary/which/ci/", "../glossary/which/ci.html"),
        ("index.md", "index.md", "./", "index.html"),
        ("glossary/cta.md", "assets/x.css", "../../assets/x.css", "../assets/x.css"),
    ],
)
def test_urls_lead_from_page_to_page(source: str, target: str, with_directories: str, without: str) -> None:
    assert Routes(True).between(source, target) == with_directories
    assert Routes(False).between(source, target) == without


def test_homonyms_with_the_same_slug_have_pages_of_their_own() -> None:
    entries = matcher("words", "en").glossary.by_id
    from dragoman.glossary import Homonym

    one, two = Homonym("C++", (entries["cpp"],)), Homonym("C#", (entries["csharp"],))
    assert list(homonym_paths([one, two]).values()) == ["glossary/which/c.md", "glossary/which/c-csharp.md"]


def test_a_glossary_knows_its_homonyms() -> None:
    glossary: Glossary = matcher("house", "en").glossary
    (homonym,) = glossary.homonyms
    assert (homonym.surface, [entry.id for entry in homonym.readings]) == ("CI", ["ci-brand", "ci-pipeline"])
    assert glossary.homonym_of(homonym.readings[:1]) == homonym
    assert entry_path("cta") == "glossary/cta.md"


def test_paper_repeats_no_full_form_that_the_text_says() -> None:
    target = Target("x", "tip-cms", "Content management system")
    assert target.beside("CMS") == "Content management system"
    assert target.beside("content management systems") == ""

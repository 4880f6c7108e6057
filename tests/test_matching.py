"""From text to the entries that its words may stand for."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from functools import cache, partial

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cases import CASES, Case, cases
from dragoman.glossary import Entry, Glossary
from dragoman.languages import LANGUAGES
from dragoman.matching import Matcher
from fuzzing import examples


@cache
def matcher(glossary: str, language: str) -> Matcher:
    """A matcher over one of the glossaries of cases/matching."""
    entries = yaml.safe_load((CASES / "matching" / "glossaries.yaml").read_text(encoding="utf-8"))[glossary]
    return Matcher(Glossary((), tuple(entry(id, values) for id, values in entries.items())), LANGUAGES[language])


def entry(id: str, values: Case) -> Entry:
    term, *aliases = values["surfaces"]
    return Entry(
        id=id,
        term=term,
        department="shared",
        kind="concept",
        definition="…",
        aliases=tuple(aliases),
        avoid=tuple(values.get("avoid", ())),
        ambiguous=values.get("ambiguous", False),
        case=values.get("case", ""),
        link=values.get("link", True),
        see_also=tuple(values.get("see_also", ())),
    )


@cases("matching/*.yml")
def test_a_reader_finds_the_links_that_they_expect(case: Case) -> None:
    found = [
        [case["name"][span.start : span.end], "|".join(reading.id for reading in span.readings)]
        for span in matcher(case["glossary"], case["lang"]).spans(case["name"])
    ]
    assert [[unicodedata.normalize("NFC", text), id] for text, id in found] == [
        [unicodedata.normalize("NFC", text), id] for text, id in case["links"]
    ]


_WORDS = st.sampled_from(
    "CMS CTA CI IT Node.js headless content management system agency agencies lead C++ C# .NET A/B test landing page "
    "İstanbul ışık Größe wyszukiwarką ' ’ - ‑ / . , @ # $ \\ = _ ( ) \n \u00a0 \u00ad \u0301 s es 's xCMS CMSx é 漢 "
    "https://x.example/CMS a@b.example DO NOW Go & and headless-CMS CM CMs bases".split(" ")
)
_TEXTS = st.one_of(st.lists(_WORDS, max_size=30).map(" ".join), st.lists(_WORDS, max_size=30).map("".join), st.text())
_MATCHERS = st.sampled_from(
    [
        ("house", "en"),
        ("words", "en"),
        ("everyday", "en"),
        ("twins", "en"),
        ("abbreviations", "pl"),
        ("german", "de"),
        ("turkish", "tr"),
        ("italian", "it"),
    ]
)


@examples(300)
@given(_MATCHERS, _TEXTS)
def test_spans_are_ordered_apart_and_inside_the_text(which: tuple[str, str], text: str) -> None:
    end = 0
    for span in matcher(*which).spans(text):
        assert end <= span.start < span.end <= len(text)
        assert span.readings
        end = span.end


@examples(300)
@given(_MATCHERS, _TEXTS)
def test_composed_and_decomposed_letters_are_found_alike(which: tuple[str, str], text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    found = [
        [unicodedata.normalize("NFC", form[span.start : span.end]) for span in matcher(*which).spans(form)]
        for form in (composed, decomposed)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "piece", ["CMS", "CMS/", "CMS ", "CMS.", "a", "a@", "/", "CMS'", "'", "A/B ", "content ", "\u0301"]
)
def test_no_text_is_slow(piece: str) -> None:
    # Calls are counted, not seconds: twice the text may cost little more than twice the work.
    finder = matcher("house", "en")
    finder.spans(piece)
    counts = [_calls(partial(finder.spans, piece * size)) for size in (1_000, 2_000)]
    assert counts[1] <= 2.1 * counts[0] + 100


def _calls(work: Callable[[], object]) -> int:
    count = 0

    def counting(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count

"""Every field that an entry may have: the one declaration behind the reader, the schema and the edit form."""

from __future__ import annotations

from dragoman.source.kinds import (
    Choice,
    Date,
    Flag,
    Id,
    Ids,
    Locales,
    Sources,
    Text,
    Texts,
    Views,
)
from dragoman.source.report import Field

KINDS = ("concept", "metric", "tool", "protocol", "method", "role", "document", "law", "property")
STATUSES = ("draft", "agreed", "deprecated")

TERM = 80
EXPANSION = 160
DEFINITION = 300
VIEW = 600
DETAILS = 4000
SENTENCES = 400


TRANSLATED = (
    Field("term", Text(TERM), "Term", "What people say in this language."),
    Field("expansion", Text(EXPANSION), "Expansion", "The full form in this language."),
    Field("definition", Text(DEFINITION, inline=True), "Definition", "The definition in this language."),
    Field("views", Views(VIEW), "Views", "How each department sees it, in this language."),
    Field("details", Text(DETAILS, inline=True, lines=True), "Details", "The details in this language."),
    Field("example", Text(SENTENCES, inline=True), "Example", "A sentence from the office in this language."),
    Field("scenario", Text(SENTENCES), "Scenario", "The quiz's situation in this language."),
    Field("aliases", Texts(TERM), "Aliases", "Other accepted designations in this language."),
    Field("forms", Texts(TERM), "Forms", "Inflected forms that the language's rules can't derive."),
)

FIELDS = (
    Field(
        "id",
        Id(),
        "Id",
        "Permanent: the page's address and the quiz hang on it. Small letters and digits in parts joined by -, "
        "such as ci-brand.",
        required=True,
    ),
    Field("term", Text(TERM), "Term", "What people say: CTA, landing page.", required=True),
    Field(
        "qualifier",
        Text(30),
        "Qualifier",
        "One or two words that tell entries with the same term apart: brand, pipeline.",
    ),
    Field("expansion", Text(EXPANSION), "Expansion", "The full form behind an abbreviation: Call to action."),
    Field(
        "department",
        Choice(from_departments=True),
        "Department",
        "Whose word it is: a department of this file, or shared.",
        required=True,
    ),
    Field("kind", Choice(KINDS), "Kind", "What sort of thing it is.", required=True),
    Field(
        "definition",
        Text(DEFINITION, inline=True),
        "Definition",
        "One or two sentences that the other department understands. No abbreviation that isn't explained.",
        required=True,
    ),
    Field("views", Views(VIEW), "Views", "How each department sees it, where they differ."),
    Field(
        "details",
        Text(DETAILS, inline=True, lines=True),
        "Details",
        "What else is worth knowing; an empty line begins a new paragraph.",
    ),
    Field("example", Text(SENTENCES, inline=True), "Example", "The term in a sentence from the office."),
    Field(
        "scenario",
        Text(SENTENCES),
        "Scenario",
        "A situation that asks for the term without naming it; the quiz asks with it.",
    ),
    Field("aliases", Texts(TERM), "Aliases", "Other accepted designations."),
    Field("avoid", Texts(TERM), "Avoid", "Discouraged designations; a page that uses one is told what to say."),
    Field("forms", Texts(TERM), "Forms", "Inflected forms that the language's rules can't derive."),
    Field(
        "case",
        Choice(("exact", "any")),
        "Case",
        "Whether capitals count when the term is found in a page. By default they do for abbreviations.",
    ),
    Field(
        "ambiguous",
        Flag(),
        "Ambiguous",
        "true for an abbreviation that is also a word, such as IT or WHO: it isn't linked among capitals.",
    ),
    Field("link", Flag(), "Link", "false: never linked by itself, only where an author links it by hand."),
    Field("see_also", Ids(), "See also", "Ids of related entries."),
    Field(
        "confusable_with",
        Ids(),
        "Not to be confused with",
        "Ids of entries that people mix up with this one.",
    ),
    Field(
        "sources",
        Sources(),
        "Sources",
        "What the definition rests on: a standard, a law, the body behind it.",
    ),
    Field("reviewed", Date(), "Reviewed", "The day on which somebody last checked it: 2026-11-22."),
    Field("status", Choice(STATUSES), "Status", "draft, agreed (the default) or deprecated."),
    Field("buzzword", Flag(), "Buzzword", "true: in the pool for buzzword bingo."),
    Field("cheatsheet", Flag(), "Cheat sheet", "true: on the one-page cheat sheet."),
    Field("was", Ids(elsewhere=True), "Was", "Earlier ids of this entry; their addresses lead here."),
    Field("locales", Locales(TRANSLATED), "Other languages", "The words for it in other languages."),
)

# Where a field stands among the others.
RANK = {field.name: place for place, field in enumerate(FIELDS)}
# These are no texts, so that editors want them without quotes.
BARE = frozenset(field.name for field in FIELDS if isinstance(field.kind, (Flag, Date)))

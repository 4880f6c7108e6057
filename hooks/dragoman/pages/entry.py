"""An entry's own page, and the box on it that says where the entry is used."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from markupsafe import Markup, escape

from dragoman.glossary import Entry, Glossary, Homonym
from dragoman.inline import plain
from dragoman.languages import LANGUAGES
from dragoman.linking import Manuscript, Section
from dragoman.mentions import WhereUsed
from dragoman.pages.layout import Layout, view_title
from dragoman.pages.page import Page
from dragoman.pages.prose import paragraphs, prose
from dragoman.pages.tips import tips
from dragoman.routes import EDIT_FORM, entry_path

# Stands in the page until all pages are read; then the box takes its place.
WHERE_USED = "<!--where used-->"


def entry_page(layout: Layout, entry: Entry) -> Page:
    """The page of one entry."""
    glossary, path = layout.glossary, entry_path(entry.id)
    manuscript = Manuscript(path, entry.name, entry.department, first="page", own=frozenset([entry.id]))
    manuscript.note_named(((glossary.by_id[id],), Section()) for id in entry.see_also)
    texts = said(layout, entry, manuscript)
    page = layout.page(
        path,
        entry.name,
        plain(entry.definition),
        "entry",
        entry=entry.id,
        said=texts,
        it=entry,
        owner=glossary.department(entry.department),
        see_also=_entries(glossary, entry.see_also),
        confusable_with=_entries(glossary, entry.confusable_with),
        homonym=_homonym(layout, entry),
        languages=[
            (LANGUAGES[locale.language].name, locale) for locale in entry.locales if locale.term or locale.expansion
        ],
        edit_url=layout.edit_url(entry),
        suggest_url=layout.suggest_url(entry),
        forge=layout.repository.forge.name if layout.repository else "",
        form=EDIT_FORM,
        source=layout.source,
        where_used=Markup(WHERE_USED),
        paths=layout.linker.homonym_paths,
    )
    return replace(page, tips=tips(layout, manuscript))


def where_used_box(layout: Layout, entry: Entry, pages: tuple[WhereUsed, ...]) -> str:
    """The pages that mention `entry`, as HTML."""
    return layout.render(entry_path(entry.id), "where_used", pages=pages)


class Said(NamedTuple):
    """An entry's texts as HTML, in the page's order; `views` are a department's id, its view's title, and the view."""

    definition: Markup
    views: list[tuple[Markup, Markup, Markup]]
    details: Markup
    example: Markup


def said(layout: Layout, entry: Entry, manuscript: Manuscript) -> Said:
    """The entry's texts with their words linked, each on its first mention: so in the page's order."""
    on_page = partial(prose, linker=layout.linker, page=manuscript)
    return Said(
        on_page(entry.definition),
        [
            (escape(department.id), view_title(department), on_page(text))
            for department, text in layout.glossary.each_with(entry.views)
        ],
        paragraphs(entry.details, layout.linker, manuscript),
        on_page(entry.example),
    )


def _entries(glossary: Glossary, ids: tuple[str, ...]) -> list[Entry]:
    return [glossary.by_id[id] for id in ids]


def _homonym(layout: Layout, entry: Entry) -> Homonym | None:
    """The homonym of the entry's term, for the line "CI also means …"."""
    return next((found for found in layout.linker.homonym_paths if entry in found.readings), None)

"""The edit form: its page, and the script with the data that it works on.

The form must open from a folder, where a browser can fetch nothing, so its data is a classic script: the glossary's
whole text, once for all entries. A file for each entry would be lighter to read, but a new entry needs its place
among all the others, a file that is fetched from a forge is a whole one too, and only people who edit ever load it
(420 kB, 130 kB compressed, for 265 entries).
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from functools import cache
from itertools import chain, filterfalse
from typing import Any

from markupsafe import escape

from dragoman.forges import Repository
from dragoman.glossary import Glossary
from dragoman.languages import enabled
from dragoman.pages.controls import controls, groups, record
from dragoman.pages.layout import Layout, view_title
from dragoman.pages.page import Page
from dragoman.routes import EDIT_DATA, EDIT_FORM, INDEX
from dragoman.settings import Settings
from dragoman.source.fields import BARE, RANK
from dragoman.source.kinds import RESERVED
from dragoman.source.messages import MESSAGES

TITLE = "Edit an entry"
DESCRIPTION = "Change an entry of the glossary, or add one."
FOLDER = "assets/dragoman/edit"
SCRIPTS = "yaml words quoting splicing file rules lines forge login preview fields form".split()


def form_page(layout: Layout) -> Page:
    """The page with the form; which entry it is for stands in its address."""
    scripts = (EDIT_DATA, "assets/dragoman/filter.js", *(f"{FOLDER}/{name}.js" for name in SCRIPTS))
    html = layout.render(
        EDIT_FORM,
        "form",
        title=TITLE,
        groups=groups(layout.glossary.departments),
        views=[(escape(one.id), view_title(one), "") for one in layout.glossary.departments],
        index=INDEX,
        source=layout.source,
        forge=layout.repository.forge.name if layout.repository else "",
        issue=layout.suggest_url(None),
        edit_url=layout.repository.edit(layout.source) if layout.repository else "",
    )
    return Page(EDIT_FORM, TITLE, DESCRIPTION, html, scripts=scripts)


def form_data(glossary: Glossary, text: str, settings: Settings) -> str:
    """The script with all that the form knows: the glossary's text, the fields, the messages, the forge."""
    data = {
        "file": settings.glossary,
        "text": text,
        "order": {"fields": list(RANK), "bare": sorted(BARE)},
        "controls": [record(control) for control in controls(glossary.departments)],
        "messages": MESSAGES,
        "reserved": sorted(RESERVED),
        "departments": {one.id: one.name for one in glossary.departments},
        "designations": _designations(glossary),
        "words": _words(glossary),
        "invisible": _invisible(),
        "forge": _forge(settings.at_forge, settings) if settings.at_forge else None,
    }
    return f"var dragomanGlossary = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _designations(glossary: Glossary) -> dict[str, list[str]]:
    """Folded designation -> ids of the entries that have it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for surface, readings in glossary.by_surface.items():
        found[surface] += [entry.id for entry in readings]
    return dict(sorted(found.items()))


def _words(glossary: Glossary) -> dict[str, str]:
    """Word of two letters or more -> the languages in which it is one, as an abbreviation might look like it."""
    languages = enabled(locale.language for entry in glossary.entries for locale in entry.locales)
    words = sorted({word for language in languages for word in language.stop_words})
    return {word: " and ".join(one.name for one in languages if word in one.stop_words) for word in words}


@cache
def _invisible() -> dict[str, str]:
    """Characters that can't be seen, with their names; a browser doesn't know them."""
    # Outside these blocks there is none; a walk through all planes would be felt.
    blocks = (range(0x3000), range(0xFE00, 0x14000), range(0x1B000, 0x1E000), range(0xE0000, 0xE0080))
    unseen = filterfalse(str.isprintable, map(chr, chain(*blocks)))
    found = (char for char in unseen if unicodedata.category(char) in ("Cf", "Zl", "Zp"))
    return {f"{ord(char):04X}": unicodedata.name(char, "").lower() for char in found}


def _forge(repository: Repository, settings: Settings) -> dict[str, Any]:
    forge = repository.forge
    root = settings.api.removesuffix(forge.api) if forge.api else ""
    return {
        "name": forge.name,
        "kind": {"forgejo": "gitea"}.get(settings.forge, settings.forge),
        "url": repository.url.rstrip("/"),
        "branch": repository.branch,
        "issue": forge.issue,
        "lines": forge.lines,
        "edit": forge.edit,
        "api": settings.api.rstrip("/"),
        "project": repository.project(settings.api),
        "login": settings.login,
        "client": settings.client_id,
        "authorize": root + forge.authorize,
        "token": root + forge.token,
        "scope": forge.scope,
    }

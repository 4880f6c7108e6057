"""Changes in the forms that people, comments on pull requests and programs read.

No line begins with text of the glossary, or an entry could give commands to the machine that prints it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from dragoman.changes import Change, Content, FieldChange
from dragoman.glossary import Glossary
from dragoman.languages import LANGUAGES
from dragoman.problems import quoted

# What stays the same around a change is shown this far; what changes, up to the limit.
CONTEXT = 24
LIMIT = 600
# GitHub takes 65,536 characters in a comment.
COMMENT = 60_000

Say = Callable[[str], str]


def as_text(changes: Sequence[Change], glossary: Glossary) -> str:
    """The changes grouped by the departments that should look at them, and the labels for these."""
    return _lines(changes, glossary, str, str)


def as_markdown(changes: Sequence[Change], glossary: Glossary) -> str:
    """The same for a comment at a forge: text of the glossary stands in code, where nothing has a meaning."""
    text = _lines(changes, glossary, _code, lambda name: name if re.fullmatch(r"[^\W\d_]+", name) else _code(name))
    if len(text) > COMMENT:
        body, _, labels = text.rpartition("\n\n")
        shown = body[:COMMENT].rpartition("\n")[0]
        text = f"{shown}\n- and more, which `dragoman diff` shows\n\n{labels}"
    return text


def as_json(changes: Sequence[Change], glossary: Glossary) -> str:
    """{changes: [{kind, id, name, departments, fields: [{field, old, new}]}], labels: [dept/…]}."""
    records = [
        {
            "kind": change.kind,
            "id": change.id,
            "name": change.name,
            "departments": change.asked,
            "fields": [{"field": field.field, "old": field.old, "new": field.new} for field in change.fields],
        }
        for change in changes
    ]
    return json.dumps({"changes": records, "labels": _labels(changes)}, ensure_ascii=False, indent=2) + "\n"


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _lines(changes: Sequence[Change], glossary: Glossary, say: Say, name: Say) -> str:
    if not changes:
        return "Nothing has changed in meaning.\n"
    groups: defaultdict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.asked].append(change)
    parts = []
    places = {department.id: place for place, department in enumerate(glossary.departments)}
    for asked in sorted(groups, key=lambda asked: [places[side] for side in asked]):
        names = " and ".join(name(glossary.department(side).name) for side in asked)
        lines = [line for change in groups[asked] for line in _change(change, say)]
        parts.append("\n".join([f"### needs {names}", *lines]))
    return "\n\n".join([*parts, "Labels: " + " ".join(map(say, _labels(changes)))]) + "\n"


def _change(change: Change, say: Say) -> Iterable[str]:
    lead = f"- {say(f'{change.name} ({change.id})')}: "
    if change.kind == "removed":
        return [f"{lead}removed"]
    if change.kind == "added":
        told = {field.field: field.new for field in change.fields}
        return [f"{lead}added: {say(_written(told.get('definition') or told.get('name', '')))}"]
    return [f"{lead}{_label(field)}: {_difference(field, say)}" for field in change.fields]


def _label(change: FieldChange) -> str:
    """The field's name; that of a locale names its language."""
    top, _, rest = change.field.partition(".")
    if top != "locales":
        return change.field
    code, _, field = rest.partition(".")
    return f"{LANGUAGES[code].name} {field}"


def _difference(change: FieldChange, say: Say) -> str:
    old, new = change.old, change.new
    if not old:
        return f"added {say(_written(new))}"
    if not new:
        return f"deleted {say(_written(old))}"
    if isinstance(old, str) and isinstance(new, str):
        old, new = _without_the_same(old, new)
    return f"{say(_written(old))} -> {say(_written(new))}"


def _without_the_same(old: str, new: str) -> tuple[str, str]:
    """Both texts without most of what they begin and end with alike."""
    start = max(0, _alike(old, new) - CONTEXT)
    start = old.rfind(" ", 0, start) + 1
    rest = old[start:][::-1], new[start:][::-1]
    end = max(0, _alike(*rest) - CONTEXT)
    end = rest[0].rfind(" ", 0, end) + 1
    first, second = (text[start : len(text) - end] for text in (old, new))
    before, after = "… " if start else "", " …" if end else ""
    return f"{before}{first}{after}", f"{before}{second}{after}"


def _alike(old: str, new: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(old), len(new)))


def _written(content: Content) -> str:
    if isinstance(content, str):
        return quoted(content, LIMIT)
    return f"[{', '.join(quoted(item, LIMIT) for item in content)}]"


def _labels(changes: Iterable[Change]) -> list[str]:
    return sorted({f"dept/{side}" for change in changes for side in change.asked})


def _code(text: str) -> str:
    """`text` as code in Markdown: no mention, link, reference or HTML comes to life in it (CommonMark 6.1)."""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"

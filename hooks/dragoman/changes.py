"""What differs between two glossaries in meaning, entry by entry, and which departments should look at it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.folding import folded
from dragoman.glossary import SHARED, Department, Entry, Glossary, Locale, View

# A text, or the items of a list; empty where the field is not there.
Content = str | tuple[str, ...]

_DEFAULTS = {field.name: field.default for field in dataclasses.fields(Entry)}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field such as `views.it` or `locales.de.term`, before and after."""

    field: str
    old: Content
    new: Content


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an entry or a department; `asked` are the ids of the departments that should look at it."""

    kind: Literal["added", "removed", "changed"]
    id: str
    name: str
    fields: tuple[FieldChange, ...]
    asked: tuple[str, ...]


def changes(old: Glossary, new: Glossary) -> tuple[Change, ...]:
    """Every change of meaning, departments first, then entries as they are sorted; they are compared by id."""
    sides = tuple(department.id for department in new.departments)
    return (*_department_changes(old, new, sides), *_entry_changes(old, new, sides))


def contents(entry: Entry) -> dict[str, Content]:
    """Field -> content for all that an entry says: parts have fields of their own, and defaults are left out."""
    found: dict[str, Content] = {}
    for field in dataclasses.fields(Entry):
        value = getattr(entry, field.name)
        if field.name == "locales":
            for locale in value:
                found |= {f"locales.{locale.language}.{name}": text for name, text in _locale(locale).items()}
        elif field.name == "views":
            found |= _views(value)
        elif field.name == "sources":
            found["sources"] = tuple(f"{source.title} <{source.url}>" for source in value)
        elif field.name not in ("line", "last_line") and value != _DEFAULTS[field.name]:
            found[field.name] = str(value).lower() if isinstance(value, bool) else value
    return {name: content for name, content in found.items() if content}


def _locale(locale: Locale) -> dict[str, Content]:
    names = [field.name for field in dataclasses.fields(Locale) if field.name not in ("language", "views")]
    return {name: getattr(locale, name) for name in names} | _views(locale.views)


def _views(views: tuple[View, ...]) -> dict[str, Content]:
    return {f"views.{view.department}": view.text for view in views}


def _entry_changes(old: Glossary, new: Glossary, sides: tuple[str, ...]) -> Iterator[Change]:
    both = sorted([*new.entries, *(gone for gone in old.entries if gone.id not in new.by_id)], key=_sort_key)
    for entry in both:
        before, after = old.by_id.get(entry.id), new.by_id.get(entry.id)
        fields = _differing(contents(before) if before else {}, contents(after) if after else {})
        if fields:
            owners = {*_owners(before, old), *_owners(after, new)}
            yield Change(_kind(before, after), entry.id, entry.name, fields, _asked(owners, fields, sides))


def _owners(entry: Entry | None, glossary: Glossary) -> Iterator[str]:
    """Who owns the entry, or another one that is called the same: a reader must be able to tell them apart."""
    for designation in entry.designations if entry else ():
        yield from (reading.department for reading in glossary.by_surface[folded(designation)])


def _department_changes(old: Glossary, new: Glossary, sides: tuple[str, ...]) -> Iterator[Change]:
    before = {department.id: department for department in old.departments}
    after = {department.id: department for department in new.departments}
    for id, department in {**before, **after}.items():
        fields = _differing(_marks(before.get(id)), _marks(after.get(id)))
        if fields:
            kind = _kind(before.get(id), after.get(id))
            yield Change(kind, id, f"department {department.name}", fields, sides)


def _marks(department: Department | None) -> dict[str, Content]:
    return {name: getattr(department, name) for name in ("name", "shape", "colour")} if department else {}


def _differing(old: dict[str, Content], new: dict[str, Content]) -> tuple[FieldChange, ...]:
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in {**old, **new})
    return tuple(FieldChange(name, before, after) for name, before, after in pairs if before != after)


def _kind(before: object, after: object) -> Literal["added", "removed", "changed"]:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _asked(owners: set[str], fields: tuple[FieldChange, ...], sides: tuple[str, ...]) -> tuple[str, ...]:
    """The owners and whose views change; everybody for what is shared, or where nobody else is left."""
    viewers = {change.field.rpartition("views.")[2] for change in fields if "views." in change.field}
    asked = tuple(side for side in sides if side in owners | viewers)
    return sides if SHARED in owners or not asked else asked


def _sort_key(entry: Entry) -> tuple[str, str]:
    return entry.sort_key

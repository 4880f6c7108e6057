"""Which of a homonym's readings a text means; never a guess: what stays open is shown as open."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from dragoman.glossary import Entry


def chosen(readings: tuple[Entry, ...], department: str, named: AbstractSet[str]) -> tuple[Entry, ...]:
    """The reading that is meant, or all that are still open.

    `department` is the page's own, empty where it has none. `named` are the ids of the entries that the text
    beside it names beyond doubt: a reading wins where they hold it, or one it refers to, and none of the others'.
    """
    if len(readings) < 2:
        return readings
    owned = owned_by(department, readings)
    if len(owned) == 1:
        return owned
    supported = tuple(entry for entry in owned if entry.id in named or not named_of(entry).isdisjoint(named))
    return supported if len(supported) == 1 else owned


def owned_by(department: str, readings: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The readings that `department` owns; all of them if it owns none."""
    return tuple(entry for entry in readings if entry.department == department) or readings


def named_of(entry: Entry) -> set[str]:
    """The ids whose words beside it speak for this reading."""
    return set(entry.see_also)

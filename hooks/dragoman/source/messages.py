"""What the reader says of a wrong value, declared once: the edit form says the same while somebody types."""

from __future__ import annotations

MESSAGES = {
    "required": "lacks its {fields}",
    "lines": "has several lines; write it on one",
    "length": "has {count} characters; at most {most}, {excess} too many",
    "items": "has {count} items; at most {most}",
    "link": "links to {text}; a link starts with https:// or term:",
    "url": "url must start with https://, not {text}",
    "date": "must be a date such as 2026-11-22, not {text}",
    "id": "{text} is no id; it may hold small letters, digits and single - between them, such as ci-brand",
    "id-length": "has {count} characters; an id has at most {most}",
    "id-reserved": "{text} is a reserved name; choose another id",
    "id-twice": "the id also stands in line {line}; give one of them another",
    "homonym": "{noun} {text} also stands in line {line}; give both entries a qualifier, e.g. qualifier: brand",
    "homonym-twice": "{noun} {text} also stands in line {line} with the same qualifier; give each its own",
    "itself": "{field} names this entry itself; delete it",
    "nowhere": "{field} leads to {text}, which no entry has as its id",
    "was": "was names {text}, which belongs to the entry in line {line}; delete it",
    "ambiguous": "{text} is a word in {languages}; add the line ambiguous: true",
    "invisible": "invisible character {name}; delete it",
    "scripts": "the word {text} mixes {scripts} letters; type it again",
}


def message(name: str, /, **values: object) -> str:
    """The message of this name with its values filled in."""
    return MESSAGES[name].format(**values)

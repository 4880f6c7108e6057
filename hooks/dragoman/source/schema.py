"""glossary.schema.json: what an editor knows of the file, from the same declaration as the reader."""

from __future__ import annotations

import json

from dragoman.marks import COLOURS, SHAPES
from dragoman.source.fields import FIELDS
from dragoman.source.kinds import ID_PATTERN, Choice, Text, properties
from dragoman.source.report import Schema


def schema_text() -> str:
    """The schema as it stands in its file (JSON Schema, draft 7: the newest that VS Code's YAML server reads)."""
    return json.dumps(_schema(), ensure_ascii=False, indent=2) + "\n"


def _schema() -> Schema:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Dragoman's glossary",
        "description": "Departments and entries. Made by `dragoman schema`; change hooks/dragoman/source/fields.py.",
        "type": "object",
        "required": ["departments", "entries"],
        "additionalProperties": False,
        "properties": {"departments": _departments(), "entries": {"type": "array", "items": _entry()}},
    }


def _departments() -> Schema:
    department = {
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": {"title": "Name", "description": "What it is called on every page.", **Text(40).schema()},
            "shape": {
                "title": "Shape",
                "description": "The mark on its words.",
                **Choice(tuple(SHAPES)).schema(),
            },
            "colour": {
                "title": "Colour",
                "description": "The colour of its words.",
                **Choice(tuple(COLOURS)).schema(),
            },
        },
    }
    return {
        "title": "Departments",
        "description": "The sides of the house, each with an id of its own.",
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": ID_PATTERN},
        "additionalProperties": department,
    }


def _entry() -> Schema:
    return {
        "type": "object",
        "required": [field.name for field in FIELDS if field.required],
        "additionalProperties": False,
        "properties": properties(FIELDS),
    }

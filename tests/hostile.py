"""A site in which every text that people write is one that would leave its place if anything let it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from cases import CASES

# Each is put into every text field of an entry: what leaves its place does so somewhere here.
HOSTILE: list[str] = yaml.safe_load((CASES / "hostile.yml").read_text(encoding="utf-8"))
CANARY = "a-secret-of-the-build"
# Pages whose front matter is printed, one of each kind of sheet; what is no free text in them stays as it is.
SHEETS = "roles/cio roles/cmo rituals/resource-exchange checklists/friction worksheets/swim-lanes metrics/index".split()
_NO_TEXTS = frozenset("sheet department owner scale rule first time talks_to form orientation copies".split())


def glossary() -> str:
    """A glossary with an entry for each of the texts, which stands in all of its fields."""
    head = "departments:\n  marketing:\n    name: \"<b>M'\"\n  it:\n    name: '\"><i>IT'\nentries:\n"
    return head + "".join(_entry(number, text) for number, text in enumerate(HOSTILE))


def pages(docs: Path) -> dict[str, str]:
    """Pages that show all entries, and sheets with the texts in all of their fields, made from those in `docs`."""
    calls = " ".join(f"{{{{ term('x{number:03d}') }}}}" for number in range(len(HOSTILE)))
    found = {"index.md": f"# Home\n\n{{{{ entries() }}}}\n\n{{{{ term_of_the_week() }}}}\n\n{calls}\n"}
    texts = cycle(text for text in HOSTILE if "{{" not in text and "{%" not in text and "](" not in text)
    for name in SHEETS:
        front = (docs / f"{name}.md").read_text(encoding="utf-8").split("---\n")[1]
        matter = {key: _spoilt(key, value, texts) for key, value in yaml.safe_load(front).items()}
        matter.pop("sheets", None)
        if "talks_to" in matter:
            matter["talks_to"] = ["cio"]
        written = {key: json.dumps(value, ensure_ascii=False, default=str) for key, value in matter.items()}
        front = "".join(f"{key}: {value}\n" for key, value in written.items())
        found[f"{name}.md"] = f"---\n{front}---\n\n{{{{ sheet() }}}}\n"
    return found


def _spoilt(key: str, value: Any, texts: Iterator[str]) -> Any:
    if key in _NO_TEXTS or not isinstance(value, (str, list, dict)):
        return value
    if isinstance(value, list):
        return [_spoilt(key, item, texts) for item in value]
    if isinstance(value, dict):
        return {name: _spoilt(name, item, texts) for name, item in value.items()}
    return next(text for text in texts if len(text) <= 40)


def _entry(number: int, text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    fields = "expansion definition details example scenario".split()
    texts = "".join(f"    {field}: {json.dumps(f'{field} {number} {text}', ensure_ascii=False)}\n" for field in fields)
    return (
        f"  - id: x{number:03d}\n    term: {json.dumps(f'{number:03d} {text}'[:80], ensure_ascii=False)}\n"
        f"    qualifier: {json.dumps(text[:30], ensure_ascii=False)}\n    department: it\n    kind: concept\n{texts}"
        f"    views:\n      marketing: {quoted}\n      it: {quoted}\n"
        f"    aliases: [{json.dumps(f'alias {number} {text}'[:80], ensure_ascii=False)}]\n"
        f"    sources:\n      - title: {quoted}\n        url: https://example.com/\n"
        f"    locales:\n      de:\n        term: {json.dumps(f'de {number} {text}'[:80], ensure_ascii=False)}\n"
    )

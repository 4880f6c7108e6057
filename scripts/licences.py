"""Write LICENSES.md: the licences of everything that the wiki is built with, as the packages themselves state them."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
_HEAD = """# Licences

What the wiki is built with, as the packages themselves state it; `make lock` renews this list. Of all this, only parts
of Material for MkDocs (styles, icons, scripts, with lunr) go into the published site, beside what
[README.md](README.md#licence) names.

| package | licence |
| --- | --- |
"""


def main() -> None:
    """Write the list, or say which package is not installed."""
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements/site.txt").read_text(encoding="utf-8"), re.MULTILINE)
    rows = []
    for name in sorted(set(locked)):
        try:
            rows.append(f"| {name} | {licence(name)} |\n")
        except PackageNotFoundError:
            # Only for other platforms or versions of Python.
            rows.append(f"| {name} | not needed here |\n")
    (ROOT / "LICENSES.md").write_text(_HEAD + "".join(rows), encoding="utf-8")


def licence(name: str) -> str:
    """A package's licence: the expression it declares (PEP 639), else its classifiers, else its own words."""
    found = metadata(name)
    if expression := found.get("License-Expression"):
        return expression
    classifiers = [
        line.split(" :: ")[-1] for line in found.get_all("Classifier") or () if line.startswith("License :: ")
    ]
    words = (found.get("License") or "").strip().splitlines()
    return ", ".join(one for one in classifiers if one != "OSI Approved") or (words[0] if words else "not stated")


if __name__ == "__main__":
    main()

"""Cases are files: lists of input and what is expected, in YAML that somebody who edits the glossary can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parent / "cases"


def cases(pattern: str) -> pytest.MarkDecorator:
    """Run a test once for each case in the files of tests/cases that fit `pattern`; the test takes it as `case`."""
    found = [
        pytest.param(case, id=f"{file.stem}: {case['name']}")
        for file in sorted(CASES.glob(pattern))
        for case in read(file.relative_to(CASES))
    ]
    assert found, f"no cases in {pattern}"
    return pytest.mark.parametrize("case", found)


def read(path: str | Path) -> Any:
    """What the file of cases at `path` holds."""
    return yaml.safe_load((CASES / path).read_text(encoding="utf-8"))


Case = dict[str, Any]

"""Problems in the forms that terminals and forges read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence

from dragoman.problems import Problem, printed

Format = Callable[[Sequence[Problem]], str]


def as_text(problems: Sequence[Problem]) -> str:
    """One line a problem."""
    return "".join(f"{printed(problem)}\n" for problem in problems)


def as_github(problems: Sequence[Problem]) -> str:
    """GitHub's workflow commands: an annotation at the line (docs.github.com, "Workflow commands")."""
    return "".join(_github_command(problem) for problem in problems)


def as_gitlab(problems: Sequence[Problem]) -> str:
    """GitLab's code quality report: a JSON list (docs.gitlab.com, "Code Quality report format")."""
    return _json([_gitlab_issue(problem) for problem in problems])


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON list of {path, line, column, severity, rule, entry, message}."""
    return _json([_record(problem) for problem in problems])


FORMATS: dict[str, Format] = {"text": as_text, "github": as_github, "gitlab": as_gitlab, "json": as_json}


def _github_command(problem: Problem) -> str:
    command = "notice" if problem.severity == "note" else problem.severity
    place = problem.location
    # Properties escape ":" and "," besides, as they end a property.
    path = _github_escaped(place.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{command} file={path},line={place.line},col={place.column}::{_github_escaped(problem.text)}\n"


def _github_escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _gitlab_issue(problem: Problem) -> dict[str, object]:
    # Not from the line: each shift would make old findings new.
    identity = "\0".join((problem.location.path, problem.rule, problem.entry, problem.message))
    return {
        "description": problem.text,
        "check_name": problem.rule,
        "severity": {"error": "major", "warning": "minor", "note": "info"}[problem.severity],
        "fingerprint": hashlib.sha256(identity.encode(errors="replace")).hexdigest(),
        "location": {"path": problem.location.path, "lines": {"begin": problem.location.line}},
    }


def _record(problem: Problem) -> dict[str, object]:
    place = problem.location
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "rule": problem.rule,
        "entry": problem.entry,
        "message": problem.message,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

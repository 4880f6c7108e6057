"""What a site sets for itself: `extra.dragoman` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from dragoman.forges import FORGES, Repository
from dragoman.inline import is_safe_url
from dragoman.languages import LANGUAGES
from dragoman.linking import First
from dragoman.problems import Location, Problem, did_you_mean, quoted


@dataclass(frozen=True, slots=True)
class Settings:
    """`glossary` is the file's path from mkdocs.yml; `first` says how often a term is linked in a page.

    `quiz_seed` is the chance in the quiz: another number, other wrong answers. `kit` says whether the workshop kit is
    printed with the site.
    With `api` and `login` the edit form sends changes itself; without, it ends in a prefilled issue.
    """

    glossary: str = "glossary.yaml"
    language: str = "en"
    forge: str = "github"
    repository: str = ""
    branch: str = "main"
    first: First = "section"
    entry_pages: bool = True
    quiz_seed: int = 7
    api: str = ""
    login: str = ""
    client_id: str = ""
    kit: bool = True

    @property
    def at_forge(self) -> Repository | None:
        """The repository, if the site names one."""
        return Repository(FORGES[self.forge], self.repository, self.branch) if self.repository else None


CHOICES = {
    "language": tuple(LANGUAGES),
    "forge": tuple(FORGES),
    "first": ("section", "page", "all"),
    "entry_pages": (True, False),
    "login": ("token", "pkce"),
    "kit": (True, False),
}


def settings(values: Mapping[str, Any], path: str) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings in `values`, and what is wrong with them; `path` is the file that holds them."""
    known = {field.name for field in fields(Settings)}
    found = {name: _wrong(name, value, known) for name, value in values.items()}
    place = Location(path, 1)
    problems = [Problem(place, f"extra.dragoman.{name} {wrong}", "settings") for name, wrong in found.items() if wrong]
    chosen = Settings(**{name: values[name] for name, wrong in found.items() if not wrong})
    if not problems:
        problems = [Problem(place, f"extra.dragoman.{wrong}", "settings") for wrong in _unfit(chosen)]
    return chosen, tuple(problems)


def _unfit(chosen: Settings) -> Iterator[str]:
    """What doesn't go together."""
    if bool(chosen.api) != bool(chosen.login):
        yield "api and login go together: give both, or neither"
    if chosen.api and not chosen.repository:
        yield "api needs the repository too"
    if chosen.api and not _may_call(chosen.api):
        yield f"api must start with https://, not {quoted(chosen.api)}"
    if chosen.api and chosen.forge == "bitbucket":
        yield "api can't be used with bitbucket; delete it, and the form ends in text to copy"
    if chosen.login == "pkce" and not (FORGES[chosen.forge].authorize and chosen.client_id):
        yield "login: pkce needs client_id, and a forge that allows it (gitlab, gitea, forgejo); or use token"


def _may_call(url: str) -> bool:
    """Whether a browser would carry a token there safely: encrypted, or on this very machine."""
    return url.startswith("https://") or urlsplit(url).hostname in ("localhost", "127.0.0.1")


def _wrong(name: str, value: Any, known: set[str]) -> str:
    if name not in known:
        return "is no setting" + did_you_mean(name, sorted(known))
    if name in CHOICES:
        words = ", ".join(str(choice).lower() for choice in CHOICES[name])
        return "" if value in CHOICES[name] else f"must be one of {words}, not {quoted(str(value))}"
    if name == "quiz_seed":
        return "" if type(value) is int else f"must be a whole number, not {quoted(str(value))}"
    if not isinstance(value, str):
        return f"must be a text, not {quoted(str(value))}"
    if name == "repository" and value and not (value.startswith("https://") and is_safe_url(value)):
        return f"must start with https://, not {quoted(value)}"
    return ""

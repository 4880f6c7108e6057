"""Addresses at the forge where the glossary is kept, for the forges that companies run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forge:
    """Patterns of a forge's URLs below the repository's: a file at its lines, and a file in the editor."""

    lines: str
    edit: str


FORGES = {
    "github": Forge("/blob/{branch}/{path}#L{first}-L{last}", "/edit/{branch}/{path}"),
    "gitlab": Forge("/-/blob/{branch}/{path}#L{first}-{last}", "/-/edit/{branch}/{path}"),
    "gitea": Forge("/src/branch/{branch}/{path}#L{first}-L{last}", "/_edit/{branch}/{path}"),
    "bitbucket": Forge("/src/{branch}/{path}#lines-{first}:{last}", "/src/{branch}/{path}?mode=edit&at={branch}"),
}


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository behind a site: which forge it is at, its URL and the branch that is published."""

    forge: Forge
    url: str
    branch: str

    def lines(self, path: str, first: int, last: int) -> str:
        """The URL that shows these lines of a file, from where the forge's own editor opens."""
        return self._url(self.forge.lines, path, first, last)

    def edit(self, path: str) -> str:
        """The URL that opens a file in the forge's editor."""
        return self._url(self.forge.edit, path)

    def _url(self, pattern: str, path: str, first: int = 1, last: int = 1) -> str:
        return self.url.rstrip("/") + pattern.format(branch=self.branch, path=path, first=first, last=last)

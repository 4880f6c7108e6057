"""Addresses at the forge where the glossary is kept, for the forges that companies run."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlsplit

# What encodeURIComponent in the edit form leaves as it is.
_SAFE = "!'()*"


class Forge(NamedTuple):
    """Patterns of a forge's URLs below the repository's: a file at its lines, a file in the editor, a new issue.

    `issue` is empty where a forge has no sure tracker. `api` ends the address of its API, and `authorize` and `token`
    follow its own where people log in without a server (OAuth with PKCE); empty where that can't be done.
    """

    name: str
    lines: str
    edit: str
    issue: str = ""
    api: str = ""
    authorize: str = ""
    token: str = ""
    scope: str = ""


# On Gitea and Forgejo, title and body replace a template's.
_GITEA = {
    "lines": "/src/branch/{branch}/{path}#L{first}-L{last}",
    "edit": "/_edit/{branch}/{path}",
    "issue": "/issues/new?title={title}&body={text}",
    "api": "/api/v1",
    "authorize": "/login/oauth/authorize",
    "token": "/login/oauth/access_token",
    "scope": "write:repository",
}

FORGES = {
    "github": Forge(
        "GitHub",
        "/blob/{branch}/{path}#L{first}-L{last}",
        "/edit/{branch}/{path}",
        # The names are the ids of the fields in .github/ISSUE_TEMPLATE/.
        issue="/issues/new?template={template}.yml&title={title}&entry={entry}&text={text}",
    ),
    "gitlab": Forge(
        "GitLab",
        "/-/blob/{branch}/{path}#L{first}-{last}",
        "/-/edit/{branch}/{path}",
        # Newer pages of GitLab want description_template; the description is put behind the template.
        issue="/-/issues/new?issue%5Btitle%5D={title}&issuable_template={template}&description_template={template}"
        "&issue%5Bdescription%5D={text}",
        api="/api/v4",
        authorize="/oauth/authorize",
        token="/oauth/token",
        scope="api",
    ),
    "gitea": Forge("Gitea", **_GITEA),
    "forgejo": Forge("Forgejo", **_GITEA),
    "bitbucket": Forge(
        "Bitbucket", "/src/{branch}/{path}#lines-{first}:{last}", "/src/{branch}/{path}?mode=edit&at={branch}"
    ),
}


class Repository(NamedTuple):
    """The repository behind a site: which forge it is at, its URL and the branch that is published."""

    forge: Forge
    url: str
    branch: str

    def lines(self, path: str, first: int, last: int) -> str:
        """The URL that shows these lines of a file, from where the forge's own editor opens."""
        return self._url(self.forge.lines, branch=self.branch, path=path, first=first, last=last)

    def edit(self, path: str) -> str:
        """The URL that opens a file in the forge's editor."""
        return self._url(self.forge.edit, branch=self.branch, path=path)

    def issue(self, template: str, title: str, entry: str, text: str) -> str:
        """The URL of a new issue with all this filled in; empty where the forge has no sure tracker."""
        values = {"template": template, "title": title, "entry": entry, "text": text}
        quoted = {name: quote(value, safe=_SAFE) for name, value in values.items()}
        return self._url(self.forge.issue, **quoted) if self.forge.issue else ""

    def project(self, api: str) -> str:
        """The repository's path at its forge, whose API has this address: `group/team/wiki` at GitLab."""
        path = urlsplit(self.url).path.strip("/")
        below = urlsplit(api).path.removesuffix(self.forge.api).strip("/")
        # A forge may itself live below a path, but only where its API does.
        return path.removeprefix(f"{below}/") if self.forge.api else path

    def _url(self, pattern: str, **values: object) -> str:
        return self.url.rstrip("/") + pattern.format(**values)

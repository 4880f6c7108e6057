"""A stand-in for the APIs of Gitea, GitHub and GitLab over a real git repository: only what the edit form calls."""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

TOKEN = "a-token"
WRITER = {
    "GIT_AUTHOR_NAME": "T",
    "GIT_AUTHOR_EMAIL": "t@example.com",
    "GIT_COMMITTER_NAME": "T",
    "GIT_COMMITTER_EMAIL": "t@example.com",
    "GIT_AUTHOR_DATE": "1700000000 +0000",
    "GIT_COMMITTER_DATE": "1700000000 +0000",
}


class Refusal(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        self.message = message
        super().__init__(message)


@dataclass
class Forge:
    """The repository, and what the form has asked for."""

    folder: Path
    base: str = ""
    pulls: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    challenge: str = ""
    takes_pulls: bool = True
    # What somebody else does right after the file was read.
    meanwhile: Callable[[], None] | None = None

    def git(self, *words: str, text: str | None = None, **env: str) -> str:
        """What git prints."""
        done = subprocess.run(
            ["git", "-C", self.folder, *words],
            input=text,
            capture_output=True,
            encoding="utf-8",
            check=True,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), **WRITER, **env},
        )
        return done.stdout

    def text(self, branch: str = "main") -> str:
        """The glossary in a branch."""
        return self.git("show", f"{branch}:glossary.yaml")

    def sha(self, branch: str = "main") -> str:
        """The hash of the glossary in a branch."""
        return self.git("rev-parse", f"{branch}:glossary.yaml").strip()

    def commit(self, text: str, branch: str = "main", parent: str = "") -> None:
        """A new commit on a branch, which may begin at `parent`."""
        index = {"GIT_INDEX_FILE": str(self.folder / "index.tmp")}
        blob = self.git("hash-object", "-w", "--stdin", text=text).strip()
        self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},glossary.yaml", **index)
        tree = self.git("write-tree", **index).strip()
        parents = (
            ["-p", self.git("rev-parse", parent or branch).strip()] if self.git("branch", "--list", "main") else []
        )
        made = self.git("commit-tree", tree, *parents, "-m", "x").strip()
        self.git("update-ref", f"refs/heads/{branch}", made)

    def changed(self, branch: str) -> list[str]:
        """The lines that a branch changes, with their marks."""
        lines = self.git("diff", "-U0", "main", branch).splitlines()
        return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> Any:
        """The answer to one call; raises `Refusal`."""
        _, name, rest = re.split(
            "^(/api/v1/repos/wiki/dragoman|/github/repos/wiki/dragoman|/api/v4/projects/wiki%2Fdragoman)", path
        )
        if method == "GET" and rest.endswith("glossary.yaml"):
            content = base64.encodebytes(self.text().encode()).decode()
            found = {"encoding": "base64", "content": content, "sha": self.sha()}
            if "v4" in name:
                found["last_commit_id"] = self.git("rev-parse", "main").strip()
            if self.meanwhile:
                self.meanwhile()
            return found
        return {"v1": self._gitea, "v4": self._gitlab}.get(name[5:7], self._github)(method, rest, body)

    def _gitea(self, method: str, rest: str, body: dict[str, Any]) -> Any:
        if method == "PUT":
            if body["sha"] != self.sha():
                raise Refusal(422, f"sha does not match [given: {body['sha']}, expected: {self.sha()}]")
            self.commit(base64.b64decode(body["content"]).decode(), body["new_branch"], body["branch"])
            return {}
        return self._pull(body["head"], body["base"], body["title"], "html_url")

    def _github(self, method: str, rest: str, body: dict[str, Any]) -> Any:
        if method == "GET" and rest == "/git/ref/heads/main":
            return {"object": {"sha": self.git("rev-parse", "main").strip()}}
        if method == "DELETE":
            self.git("update-ref", "-d", rest.removeprefix("/git/"))
            return {}
        if rest == "/git/refs":
            self.git("update-ref", body["ref"], body["sha"])
            return {}
        if method == "PUT":
            if body["sha"] != self.sha(body["branch"]):
                raise Refusal(409, "glossary.yaml does not match")
            self.commit(base64.b64decode(body["content"]).decode(), body["branch"])
            return {}
        return self._pull(body["head"], body["base"], body["title"], "html_url")

    def _gitlab(self, method: str, rest: str, body: dict[str, Any]) -> Any:
        if rest == "/repository/commits":
            (action,) = body["actions"]
            if action["last_commit_id"] != self.git("rev-parse", "main").strip():
                raise Refusal(400, "You are attempting to update a file that has changed since you started editing it.")
            self.commit(action["content"], body["branch"], body["start_branch"])
            return {}
        return self._pull(body["source_branch"], body["target_branch"], body["title"], "web_url")

    def _pull(self, head: str, base: str, title: str, address: str) -> Any:
        if not self.takes_pulls:
            raise Refusal(409, "no")
        self.pulls.append({"head": head, "base": base, "title": title})
        return {address: f"{self.base}wiki/dragoman/pulls/{len(self.pulls)}"}


class _Handler(http.server.BaseHTTPRequestHandler):
    forge: Forge

    def log_message(self, *_: object) -> None:
        pass

    def do_OPTIONS(self) -> None:
        self._send(204, None)

    def do_GET(self) -> None:
        self._handle()

    def do_DELETE(self) -> None:
        self._handle()

    def do_PUT(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def _handle(self) -> None:
        url = urlsplit(self.path)
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.forge.asked.append(f"{self.command} {unquote(url.path)}")
        if url.path.endswith("/oauth/authorize"):
            self._authorize(parse_qs(url.query))
        elif "/oauth/" in url.path:
            self._token(parse_qs(raw.decode()))
        else:
            self._api(url.path, parse_qs(url.query), raw)

    def _api(self, path: str, query: dict[str, list[str]], raw: bytes) -> None:
        try:
            given = self.headers.get("Authorization", "")
            if given != f"Bearer {TOKEN}":
                raise Refusal(int(given.removeprefix("Bearer ")) if given[-3:].isdigit() else 401, "no")
            self._send(200, self.forge.answer(self.command, path, query, json.loads(raw or b"{}")))
        except Refusal as refusal:
            self._send(refusal.status, {"message": refusal.message})

    def _authorize(self, query: dict[str, list[str]]) -> None:
        self.forge.challenge = query["code_challenge"][0]
        assert query["code_challenge_method"] == ["S256"]
        back = urlencode({"code": "the-code", "state": query["state"][0]})
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
        self.end_headers()

    def _token(self, form: dict[str, list[str]]) -> None:
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        fits = base64.urlsafe_b64encode(digest).decode().rstrip("=") == self.forge.challenge
        good = fits and form["code"] == ["the-code"] and form["client_id"] == ["the-client"]
        self._send(200 if good else 400, {"access_token": TOKEN} if good else {"error": "invalid_grant"})

    def _send(self, status: int, answer: Any) -> None:
        body = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
        self.send_header("Access-Control-Allow-Methods", "GET, PUT, POST, DELETE")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running(folder: Path, text: str) -> Iterator[Forge]:
    """A forge with a repository in `folder` that holds this glossary."""
    forge = Forge(folder)
    forge.git("init", "-q", "--bare", "-b", "main", ".")
    forge.commit(text)
    handler = type("Handler", (_Handler,), {"forge": forge})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        forge.base = f"http://127.0.0.1:{server.server_address[1]}/"
        yield forge
        server.shutdown()
        thread.join()

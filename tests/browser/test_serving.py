"""The wiki behind a real nginx, with the settings that publishing writes; and from its ZIP, without a server."""

from __future__ import annotations

import base64
import gzip
import re
import shutil
import subprocess
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import expect

import nginx
from dragoman.publishing.building import allowed_scripts, build_env
from dragoman.publishing.compression import compress
from dragoman.publishing.releases import Releases
from dragoman.publishing.serving import write_serving
from dragoman.publishing.tree import read_tree
from sites import ROOT, Built, free_port, project
from test_publishing import run
from test_site import ENTRY, HEAD, PAGE

from .conftest import Visitor, search
from .test_pages import KINDS

# Says in the console what the policy blocks, whatever else the browser says of it.
TOLD = "addEventListener('securitypolicyviolation', e => console.error(`blocked: ${e.effectiveDirective}`))"
INJECTED = "<!doctype html><title>quiet</title><p style='color: red'>x</p><script>document.title = 'loud'</script>"


@dataclass(frozen=True)
class Server:
    """Addresses of the wiki: for everybody, with a password, and behind a sign-on."""

    public: str
    password: str
    sign_on: str


@pytest.fixture(scope="module")
def server(wiki: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The wiki, served as an operator would do it by the files in serving/."""
    if not nginx.program():
        pytest.skip("there is no nginx; scripts/nginx says how to get it")
    folder = tmp_path_factory.mktemp("srv")
    release(wiki, folder)
    listening = [free_port() for _ in range(4)]
    public, password, sign_on, stub = listening
    settings = folder / "serving"
    company = (settings / "single-sign-on.conf").read_text("utf-8").replace("127.0.0.1:4180", f"127.0.0.1:{stub}")
    (folder / "sign-on.conf").write_text(company, encoding="utf-8")
    secret = subprocess.run(["openssl", "passwd", "-6", "right"], capture_output=True, text=True, check=True).stdout
    (folder / "passwords").write_text(f"reader:{secret}", encoding="utf-8")
    brotli_on = f"include {settings}/brotli.conf;" if nginx.brotli_module() else ""
    servers = f"""
    server {{ listen 127.0.0.1:{public}; include {settings}/nginx.conf; {brotli_on} }}
    server {{ listen 127.0.0.1:{password}; include {settings}/nginx.conf; include {settings}/password.conf; }}
    server {{ listen 127.0.0.1:{sign_on}; include {settings}/nginx.conf; include {folder}/sign-on.conf; }}
    server {{
        listen 127.0.0.1:{stub};
        location = /oauth2/auth {{ if ($cookie_known) {{ return 202; }} return 401; }}
        location = /oauth2/start {{ return 200 "Who are you?"; }}
    }}"""
    run_in = tmp_path_factory.mktemp("nginx")
    with nginx.serving(run_in, servers):
        yield Server(*(f"http://127.0.0.1:{port}/wiki/" for port in listening[:3]))


def release(wiki: Built, folder: Path) -> None:
    """Publish what is built already, with a page that somebody has injected."""
    tree = read_tree(wiki.site)
    env = build_env(ROOT, DRAGOMAN_SITE_URL="https://intranet.example.com/wiki/")
    hashes = allowed_scripts(ROOT, tree.depth, env)
    assert tree.hashes <= hashes
    releases = Releases(folder)
    with releases.locked(), releases.making("1") as unfinished:
        shutil.copytree(wiki.site, unfinished)
        (unfinished / "injected.html").write_text(INJECTED, encoding="utf-8")
        compress(unfinished)
        write_serving(folder, "1", (), tree, hashes)
    releases.show("1")


def test_the_policy_blocks_nothing_on_any_kind_of_page(visitor: Visitor, server: Server) -> None:
    visit = visitor(base=server.public)
    visit.page.add_init_script(TOLD)
    for path in KINDS.values():
        page = visit.goto(path)
        assert page.evaluate("document.documentElement.className") != "no-js", path
        assert (path, visit.complaints, visit.strangers) == (path, [], [])
    visit.goto("")
    search(page, "newsletter")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert (visit.complaints, visit.strangers) == ([], [])


def test_the_policy_blocks_what_was_injected(visitor: Visitor, server: Server) -> None:
    visit = visitor(base=server.public)
    visit.page.add_init_script(TOLD)
    page = visit.goto("injected.html")
    assert page.title() == "quiet"
    blocked = {said for said in visit.complaints if said.startswith("blocked:")}
    assert blocked == {"blocked: script-src-elem", "blocked: style-src-attr"}


def fetch(url: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and content of an answer; a redirect is followed."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_pages_are_sent_compressed_and_asked_for_anew(server: Server, wiki: Built) -> None:
    status, headers, content = fetch(f"{server.public}glossary/cta/", Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"], headers["Cache-Control"]) == (200, "gzip", "no-cache")
    assert gzip.decompress(content) == (wiki.site / "glossary/cta/index.html").read_bytes()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert fetch(f"{server.public}glossary/cta/", If_None_Match=headers["ETag"], Accept_Encoding="gzip")[0] == 304
    assert fetch(f"{server.public}glossary/cta/")[1]["Content-Encoding"] is None
    assert fetch(f"{server.public}glossary/cta")[2] == (wiki.site / "glossary/cta/index.html").read_bytes()


def test_who_takes_brotli_gets_it(server: Server, wiki: Built) -> None:
    if not nginx.brotli_module():
        pytest.skip("nginx has no module for Brotli; Debian has it in libnginx-mod-http-brotli-static")
    status, headers, content = fetch(f"{server.public}glossary/cta/", Accept_Encoding="gzip, deflate, br")
    assert (status, headers["Content-Encoding"], headers["Vary"]) == (200, "br", "Accept-Encoding")
    assert brotli.decompress(content) == (wiki.site / "glossary/cta/index.html").read_bytes()
    assert "script-src 'self' 'sha256-" in headers["Content-Security-Policy"]


def test_what_never_changes_is_kept_for_a_year(server: Server, wiki: Built) -> None:
    for file in wiki.site.glob("assets/stylesheets/main.*.min.css"):
        headers = fetch(f"{server.public}assets/stylesheets/{file.name}")[1]
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert fetch(f"{server.public}assets/dragoman/dragoman.css")[1]["Cache-Control"] == "no-cache"


def test_a_page_that_is_not_there_says_so_in_the_wiki_s_words(server: Server) -> None:
    for path in ("no/such/page/", "../outside", "serving/nginx.conf"):
        status, headers, content = fetch(f"{server.public}{path}")
        assert (status, b"There is no such page" in content) == (404, True)
    assert "script-src 'self' 'sha256-" in headers["Content-Security-Policy"]


def test_only_who_knows_the_password_reads(server: Server) -> None:
    assert fetch(server.password)[0] == 401
    for password, status in (("wrong", 401), ("right", 200)):
        known = base64.b64encode(f"reader:{password}".encode()).decode()
        assert fetch(server.password, Authorization=f"Basic {known}")[0] == status


def test_only_who_has_signed_on_reads(server: Server) -> None:
    assert fetch(f"{server.sign_on}glossary/cta/")[2] == b"Who are you?"
    status, _, content = fetch(f"{server.sign_on}glossary/cta/", Cookie="known=1")
    assert (status, b"CTA" in content) == (200, True)
    assert fetch(f"{server.sign_on}none/", Cookie="known=1")[0] == 404


def test_the_wiki_opens_from_its_zip(visitor: Visitor, tmp_path: Path) -> None:
    root = project(tmp_path, HEAD + ENTRY, PAGE)
    code, said = run(root, "folder", "-o", "words.zip")
    assert code == 0, said
    assert re.fullmatch(r"words\.zip: \d\.\d MB; unpacked \d+ pages, \d+ files, \d\.\d MB\n", said)
    zipfile.ZipFile(root / "words.zip").extractall(tmp_path / "unpacked")
    visit = visitor(base=f"{(tmp_path / 'unpacked/words').as_uri()}/")
    page = visit.goto("index.html")
    search(page, "prompt")
    page.locator(".md-search-result__item a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CTA")
    assert (visit.complaints, visit.strangers) == ([], [])

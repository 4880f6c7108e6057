"""Publishing real sites: what readers see before, after and when it is cut off."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import nginx
from dragoman.publishing.releases import Releases
from dragoman.publishing.serving import write_serving
from dragoman.publishing.tree import read_tree
from sites import DATE, ROOT, Built, project
from test_site import ENTRY, HEAD, PAGE

KILLS = int(os.environ.get("DRAGOMAN_KILLS", "2"))
PUBLISH = [sys.executable, "-m", "dragoman", "publish"]


def env(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SOURCE_DATE_EPOCH": DATE, **more}


def run(root: Path, *words: str, **more: str) -> tuple[int, str]:
    """Exit code of a command in a project, and what it said."""
    command = [sys.executable, "-m", "dragoman", *words]
    done = subprocess.run(command, cwd=root, env=env(**more), capture_output=True, text=True)
    assert done.stdout == ""
    return done.returncode, done.stderr


def content(folder: Path) -> str:
    """A hash of all that readers see."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, published once into its folder srv."""
    root = project(tmp_path_factory.mktemp("project"), HEAD + ENTRY, PAGE)
    mask = os.umask(0o077)
    code, said = run(root, "publish", "srv", DRAGOMAN_CANARY="a-secret-of-the-build")
    os.umask(mask)
    assert code == 0, said
    shown, hint = said.splitlines()
    assert re.fullmatch(rf"srv: shows {Releases(root / 'srv').current}, \d+ pages, \d+ files, \d\.\d MB", shown)
    assert hint == "srv/serving/nginx.conf has changed; have the web server read it: nginx -s reload"
    return root


def test_a_release_is_a_whole_site(root: Path) -> None:
    current = root / "srv/current"
    assert list(Built(current, "", 0).dead_links()) == []
    assert (current / "glossary/cta/index.html.gz").is_file()
    assert not list((root / "srv/releases").glob("*.tmp"))
    # Whatever the publisher's mask: the web server is somebody else.
    assert {path.stat().st_mode & 0o777 for path in (root / "srv").rglob("*")} == {0o755, 0o644}
    assert "'sha256-" in (root / "srv/serving/nginx.conf").read_text("utf-8")


def test_a_broken_glossary_and_a_bad_page_leave_the_old_site(root: Path) -> None:
    before, current = content(root / "srv/current"), Releases(root / "srv").current
    kept = f"Nothing has changed; readers see {current}.\n"
    (root / "glossary.yaml").write_text(HEAD + ENTRY.replace("concept", "tol"), encoding="utf-8")
    code, said = run(root, "publish", "srv")
    assert (code, said.splitlines()[-1] + "\n") == (1, kept)
    assert said.startswith("glossary.yaml:10:11: entry cta: kind")
    (root / "glossary.yaml").write_text(HEAD + ENTRY, encoding="utf-8")
    bad = root / "docs/en/bad.md"
    bad.write_text("# Bad\n\n{{ term('ctaa') }}\n", encoding="utf-8")
    code, said = run(root, "publish", "srv")
    assert (code, "Traceback" in said) == (1, False)
    assert '  docs/en/bad.md:3:1: term: no entry has the id "ctaa"; did you mean cta?\n' in said
    bad.write_text('# Bad\n\n<a href="gone/">x</a> <img src="https://example.com/x.png" alt="">\n', encoding="utf-8")
    code, said = run(root, "publish", "srv", DRAGOMAN_CANARY="The prompt that asks")
    bad.unlink()
    lines = said.splitlines()
    assert (code, lines[-1] + "\n") == (1, kept)
    assert any(line.startswith("bad/index.html:") and '"gone/" leads to no file' in line for line in lines)
    assert any(line.startswith("bad/index.html:") and "asks another host" in line for line in lines)
    assert any(": holds the secret in DRAGOMAN_CANARY; " in line for line in lines)
    assert (content(root / "srv/current"), len(Releases(root / "srv").names)) == (before, 1)


def test_a_publication_that_is_stopped_tidies_up(root: Path, tmp_path: Path) -> None:
    process = subprocess.Popen([*PUBLISH, str(tmp_path)], cwd=root, env=env(), stderr=subprocess.PIPE, text=True)
    while not list(tmp_path.glob("releases/*.tmp")):
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
    process.terminate()
    said = process.communicate(timeout=20)[1]
    assert said == "Stopped.\nNothing has changed; readers see no wiki yet.\n"
    assert process.returncode == 128 + signal.SIGTERM
    assert [path.name for path in tmp_path.rglob("*")] == ["lock", "releases"]


def test_another_publication_is_named(root: Path) -> None:
    with Releases(root / "srv").locked():
        code, said = run(root, "publish", "srv", "--rollback")
    assert code == 1
    assert said.startswith(f"srv: process {os.getpid()} is publishing here; wait until it has ended, then try again\n")


def test_readers_see_a_whole_site_whenever_a_publication_is_killed(root: Path, tmp_path: Path) -> None:
    if not nginx.program():
        pytest.skip("there is no nginx; scripts/nginx says how to get it")
    srv = shutil.copytree(root / "srv", tmp_path / "srv", symlinks=True)
    write_serving(srv, Releases(srv).current, (), read_tree(srv / "current"), ())
    with nginx.reader(tmp_path, srv, "/glossary/cta/") as answers:
        kill_at_any_moment(root, srv)
    assert {status for status, _ in answers} == {200}
    for _, page in answers:
        assert page.endswith("</html>")
        assert len(set(re.findall(r"the (?:next )?step(?: \d+)?", page))) == 1
    (root / "glossary.yaml").write_text(HEAD + ENTRY, encoding="utf-8")
    old = content(srv / "current")
    assert run(root, "publish", str(srv))[0] == 0
    assert len(Releases(srv).names) <= 5
    assert "the next step" in (srv / "current/glossary/cta/index.html").read_text("utf-8")
    code, said = run(root, "publish", str(srv), "--rollback")
    assert (code, content(srv / "current")) == (0, old), said


def kill_at_any_moment(root: Path, srv: Path) -> None:
    """Publish again and again, each time with other words, and kill most of these publications."""
    chance, old, duration = random.Random(8), content(srv / "current"), 6.0
    for number in range(KILLS):
        entry = ENTRY.replace("next step", f"step {number}")
        (root / "glossary.yaml").write_text(HEAD + entry, encoding="utf-8")
        start = time.monotonic()
        process = subprocess.Popen(
            [*PUBLISH, str(srv)], cwd=root, env=env(), stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(timeout=chance.uniform(0.1, duration))
            duration = time.monotonic() - start
        except subprocess.TimeoutExpired:
            # All its processes, as a power cut would; or it alone, and its build goes on.
            (os.killpg if number % 2 else os.kill)(process.pid, signal.SIGKILL)
            process.wait()
        new = content(srv / "current")
        if new != old:
            assert f"step {number}" in (srv / "current/glossary/cta/index.html").read_text("utf-8")
            assert list(Built(srv / "current", "", 0).dead_links()) == []
        old = new

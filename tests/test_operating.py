"""The operator's page: each of its commands runs, and does what the page says. And `make site` leaves no half site."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.publishing.releases import Releases
from sites import DATE, ROOT, project
from test_publishing import KILLS
from test_site import ENTRY, HEAD, PAGE

TEXT = (ROOT / "docs/en/how-to/operate.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
# What would reach beyond this machine, or ask for a password.
STAND_INS = {
    "sudo": '#!/bin/sh\nexec "$@"\n',
    "nginx": '#!/bin/sh\necho "nginx $*"\n',
    "curl": "#!/bin/sh\nexec test -f {srv}/wiki/current/index.html\n",
    "openssl": "#!/bin/sh\necho '$6$hash'\n",
}


@dataclass(frozen=True)
class Machine:
    """An operator's machine in a folder, with a place where changes are agreed."""

    folder: Path
    origin: Path

    def run(self, block: str) -> str:
        """Run a block of the page as it stands there; gives what it printed."""
        places = {"https://git.example.com/wiki/dragoman": str(self.origin)}
        places |= {f" {path}": f" {self.folder}{path}" for path in ("/opt", "/srv", "/backup", "/etc")}
        places |= {f"={path}": f"={self.folder}{path}" for path in ("/srv",)}
        for place, ours in places.items():
            block = block.replace(place, ours)
        env = {
            **os.environ,
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
            # An environment that has all packages already.
            "MAKEFLAGS": f" -- VENV={self.folder}/venv",
            "SOURCE_DATE_EPOCH": DATE,
        }
        done = subprocess.run(["sh", "-eu"], input=block, cwd=self.folder, env=env, capture_output=True, text=True)
        assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
        return done.stdout

    def change(self, old: str, new: str) -> None:
        """Agree on a change of the glossary."""
        glossary = self.origin / "glossary.yaml"
        glossary.write_text(glossary.read_text("utf-8").replace(old, new), encoding="utf-8")
        self.commit("Change a word")

    def commit(self, message: str) -> None:
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com"]
        subprocess.run([*git, "add", "."], cwd=self.origin, check=True)
        subprocess.run([*git, "commit", "-qm", message], cwd=self.origin, check=True)


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    for name in ("opt", "srv", "backup", "etc/nginx/conf.d", "origin"):
        (tmp_path / name).mkdir(parents=True)
    for name, text in STAND_INS.items():
        program(tmp_path / "bin" / name, text.replace("{srv}", str(tmp_path / "srv")))
    program(tmp_path / "venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    origin = project(tmp_path / "origin", HEAD + ENTRY, PAGE)
    for name in ("scripts", "requirements"):
        shutil.copytree(ROOT / name, origin / name)
    for name in ("Makefile", ".gitignore"):
        shutil.copy(ROOT / name, origin / name)
    machine = Machine(tmp_path, origin)
    subprocess.run(["git", "init", "-q", "-b", "main", origin], check=True)
    machine.commit("Begin")
    (tmp_path / "venv/site.done").touch()
    os.utime(tmp_path / "venv/site.done", (2**32, 2**32))
    return machine


def test_every_command_on_the_operator_s_page_works(machine: Machine) -> None:
    install, show, password, update, roll_back, back_up, back, watch, folder = BLOCKS
    srv = machine.folder / "srv/wiki"
    page = srv / "current/glossary/cta/index.html"
    machine.run(install)
    assert "asks for the next step" in page.read_text("utf-8")
    assert machine.run(show) == "nginx -t\nnginx -s reload\n"
    assert f"include {srv}/serving/nginx.conf;" in (machine.folder / "etc/nginx/conf.d/wiki.conf").read_text("utf-8")
    machine.run(password)
    assert (srv / "passwords").read_text("utf-8") == "reader:$6$hash\n"
    machine.change("next step", "second step")
    machine.run(update)
    assert "asks for the second step" in page.read_text("utf-8")
    machine.run(roll_back)
    assert "asks for the next step" in page.read_text("utf-8")
    machine.run(back_up)
    shutil.rmtree(srv)
    machine.run(back)
    assert machine.run(watch).startswith(f"releases/{Releases(srv).current}\n")
    machine.run(folder)
    assert (machine.folder / "opt/dragoman/wiki.zip").is_file()


def test_a_site_that_can_t_be_built_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/site", tmp_path / "scripts/site")
    # Stands in for `python -m mkdocs build --strict --site-dir FOLDER`.
    program(tmp_path / "python", '#!/bin/sh\nmkdir "$6" && echo "$SAYS" >"$6/index.html" && exit "$ENDS"\n')

    def site(says: str, ends: int) -> tuple[int, str]:
        env = {**os.environ, "PYTHON": str(tmp_path / "python"), "SAYS": says, "ENDS": str(ends)}
        code = subprocess.run([tmp_path / "scripts/site"], env=env).returncode
        assert not (tmp_path / "site.old").exists()
        return code, (tmp_path / "site/index.html").read_text("utf-8")

    assert site("one", 0) == (0, "one\n")
    assert site("two", 1) == (1, "one\n")
    # What an end between the two moves would leave.
    (tmp_path / "site").rename(tmp_path / "site.old")
    assert site("three", 1) == (1, "one\n")
    assert site("four", 0) == (0, "four\n")


def test_a_build_that_is_killed_leaves_a_whole_site(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/site", tmp_path / "scripts/site")
    files = " ".join(map(str, range(200)))
    text = f'#!/bin/sh\nexec >&-\nmkdir "$6"\nfor one in {files}; do echo "$SAYS" >"$6/$one"; done\n'
    program(tmp_path / "python", text)
    chance = random.Random(8)
    for number in range(KILLS):
        env = {**os.environ, "PYTHON": str(tmp_path / "python"), "SAYS": str(number)}
        command = [tmp_path / "scripts/site"]
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, start_new_session=True)
        if number:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=chance.uniform(0, 0.05))
            if process.poll() is None:
                # All its processes, or it alone: what it has started then goes on.
                (os.killpg if number % 2 else os.kill)(process.pid, signal.SIGKILL)
        # Until the last of them has closed its output: a move may go on, too. Only the build closes it at once.
        process.communicate()
        # Beside a site, the old one may be half deleted already.
        whole = next(folder for name in ("site", "site.old") if (folder := tmp_path / name).is_dir())
        assert len(list(whole.iterdir())) == 200
        assert len({file.read_text("utf-8") for file in whole.iterdir()}) == 1

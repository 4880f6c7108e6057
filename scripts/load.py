"""Measure how many pages a second one worker of nginx serves of this wiki, under its policy: make load.

No test: the figure depends on the machine, and on what else it does; the best of some short runs counts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

import nginx  # noqa: E402  found by the lines above
from sites import free_port  # noqa: E402

RUNS, SECONDS, CONNECTIONS = 3, 5, 32
# What wrk asks for: all pages in turn.
_SCRIPT = """
local pages, count = {{ {pages} }}, 0
wrk.headers["Accept-Encoding"] = "{encoding}"
request = function()
    count = count % #pages + 1
    return wrk.format("GET", pages[count])
end
"""


def main() -> None:
    """Publish the wiki into a folder of its own, serve it, and ask for its pages in turn."""
    if not nginx.program():
        sys.exit("There is no nginx; scripts/nginx says how to get it.")
    if not shutil.which("wrk"):
        sys.exit("There is no wrk, which asks for the pages. Debian, Ubuntu: sudo apt-get install wrk")
    with tempfile.TemporaryDirectory() as name:
        srv, port = Path(name) / "srv", free_port()
        subprocess.run([sys.executable, "-m", "dragoman", "publish", srv], cwd=ROOT, env=_env(), check=True)
        pages = sorted(f"/{page.parent.relative_to(srv / 'current')}/" for page in srv.glob("current/*/**/index.html"))
        brotli = f"include {srv}/serving/brotli.conf;" if nginx.brotli_module() else ""
        server = f"server {{ listen 127.0.0.1:{port}; include {srv}/serving/nginx.conf; {brotli} }}"
        script = Path(name) / "pages.lua"
        with nginx.serving(Path(name), server):
            for encoding in ("gzip", "br") if brotli else ("gzip",):
                listed = ", ".join(f'"{page}"' for page in pages)
                script.write_text(_SCRIPT.format(pages=listed, encoding=encoding), encoding="utf-8")
                best = max(_asked(script, port) for _ in range(RUNS))
                print(f"{best:,.0f} pages a second as {encoding}, the best of {RUNS} runs of {SECONDS} s")


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "DRAGOMAN_SITE_URL": ""}


def _asked(script: Path, port: int) -> float:
    """How many pages wrk got in a second."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", script, f"http://127.0.0.1:{port}/"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"^Requests/sec: +([\d.]+)$", said, re.MULTILINE)
    if not rate or "Non-2xx" in said or "Socket errors" in said:
        sys.exit(f"wrk didn't get every page:\n{said}")
    return float(rate[1])


if __name__ == "__main__":
    main()

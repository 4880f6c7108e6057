"""Measure how many pages a second nginx serves of this wiki, under its policy: make load.

No test: the figure depends on the machine, and the client here takes more time than the server.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import Pool
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "hooks")]

import nginx  # noqa: E402  found by the lines above
from sites import free_port  # noqa: E402

SECONDS, CLIENTS = 10, 2


def main() -> None:
    """Publish the wiki into a folder of its own, serve it, and ask for its pages in turn."""
    if not nginx.program():
        sys.exit("There is no nginx; scripts/nginx says how to get it.")
    with tempfile.TemporaryDirectory() as name:
        srv, port = Path(name) / "srv", free_port()
        subprocess.run([sys.executable, "-m", "dragoman", "publish", srv], cwd=ROOT, env=_env(), check=True)
        pages = [page.parent.relative_to(srv / "current").as_posix() for page in srv.glob("current/glossary/*/*.html")]
        servers = f"server {{ listen 127.0.0.1:{port}; include {srv}/serving/nginx.conf; }}"
        with nginx.serving(Path(name), servers), Pool(CLIENTS) as clients:
            counts = clients.starmap(_ask, [(port, pages)] * CLIENTS)
    print(f"{sum(counts) / SECONDS:,.0f} pages a second, asked for by {CLIENTS} clients on this machine")


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "DRAGOMAN_SITE_URL": ""}


def _ask(port: int, pages: list[str]) -> int:
    """How many pages one client got."""
    connection, count, end = http.client.HTTPConnection("127.0.0.1", port), 0, time.monotonic() + SECONDS
    while time.monotonic() < end:
        connection.request("GET", f"/{pages[count % len(pages)]}/", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        if answer.status != 200 or not answer.read():
            sys.exit(f"{pages[count % len(pages)]}: answered with {answer.status}")
        count += 1
    return count


if __name__ == "__main__":
    main()

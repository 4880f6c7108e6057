"""A real nginx for tests, and for `make load`."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sites import ROOT, free_port

# Everything that nginx would otherwise keep below /var; as root, its workers may read what only root can.
_SETTINGS = """
{user}
{modules}
pid {folder}/pid;
error_log {folder}/errors;
worker_processes 1;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


def program() -> str:
    """The path of nginx; empty where there is none."""
    return subprocess.run([ROOT / "scripts" / "nginx"], capture_output=True, text=True).stdout.strip()


def brotli_module() -> str:
    """The path of nginx's module that sends .br files; empty where there is none."""
    said = subprocess.run([program(), "-V"], capture_output=True, text=True).stderr
    folder = re.search(r"--modules-path=(\S+)", said)
    file = Path(folder[1], "ngx_http_brotli_static_module.so") if folder else None
    return str(file) if file and file.is_file() else ""


@contextmanager
def serving(folder: Path, servers: str) -> Iterator[None]:
    """An nginx with these `server` blocks; it listens as soon as the block begins."""
    user = "user root;" if os.geteuid() == 0 else ""
    settings = folder / "nginx.conf"
    modules = f"load_module {module};" if (module := brotli_module()) else ""
    text = _SETTINGS.format(user=user, modules=modules, folder=folder, servers=servers)
    settings.write_text(text, encoding="utf-8")
    # It goes into the background once it listens.
    subprocess.run([program(), "-e", folder / "errors", "-p", folder, "-c", settings], check=True, capture_output=True)
    try:
        yield
    finally:
        os.kill(int((folder / "pid").read_text()), signal.SIGTERM)


@contextmanager
def reader(folder: Path, srv: Path, path: str) -> Iterator[set[tuple[int, str]]]:
    """Somebody who asks for a page of the wiki in `srv` without a pause; gives every different answer: status and text.

    nginx runs in `folder`.
    """
    port, answers = free_port(), set[tuple[int, str]]()
    begun, ended = threading.Event(), threading.Event()

    def read() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        while not ended.is_set():
            connection.request("GET", path)
            answer = connection.getresponse()
            answers.add((answer.status, answer.read().decode()))
            begun.set()
        connection.close()

    with serving(folder, f"server {{ listen 127.0.0.1:{port}; include {srv}/serving/nginx.conf; }}"):
        thread = threading.Thread(target=read)
        thread.start()
        begun.wait(timeout=20)
        try:
            yield answers
        finally:
            ended.set()
            thread.join()

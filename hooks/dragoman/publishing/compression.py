"""Files compressed once, when publishing: .gz and .br beside each file for the web server, or all in one ZIP."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import brotli

_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".tsv", ".ics", ".map"}
# Bytes; a smaller file fits into one packet anyhow.
_LEAST = 1000
# Of 20 MB, 7 makes 4.0 MB in 0.7 s of CPU and 11 makes 3.5 MB in 29 s; gzip makes 4.6 MB.
_BROTLI = 7
# The earliest that a ZIP can hold.
_DATE = (1980, 1, 1, 0, 0, 0)


def compress(folder: Path) -> None:
    """Put a .gz, without a date in it, and a .br beside each text in `folder`."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _TEXTS and path.stat().st_size >= _LEAST:
            content = path.read_bytes()
            _put(path.with_name(f"{path.name}.gz"), gzip.compress(content, mtime=0))
            _put(path.with_name(f"{path.name}.br"), brotli.compress(content, quality=_BROTLI))


def _put(beside: Path, content: bytes) -> None:
    # MkDocs has compressed the sitemap already.
    if not beside.exists():
        beside.write_bytes(content)


def zipped(folder: Path, name: str) -> bytes:
    """A ZIP that unpacks `folder` as a folder called `name`; the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _DATE)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, path.read_bytes())
    return content.getvalue()

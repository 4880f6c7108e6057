"""The Content Security Policy: no script runs but the wiki's own files, and the theme's inline scripts by their hashes.

The hashes come from a skeleton of the site, never from the site itself: there they would bless an injected script too.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

_POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def script_hash(text: str) -> str:
    """The hash of an inline script, as a policy names it (CSP Level 3, hash-source)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def policy(hashes: Iterable[str]) -> str:
    """The header's value."""
    return _POLICY.format(hashes="".join(f" '{one}'" for one in sorted(hashes)))

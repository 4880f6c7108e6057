"""Why nothing was published, where it isn't the fault of a line in a file."""

from __future__ import annotations


class PublishingError(Exception):
    """Nothing was published; the message says where, what is wrong and what to do."""

"""Whatever comes in: nothing runs, nothing is lost, nothing ends in a traceback. `make fuzz` tries much more of it."""

from __future__ import annotations


"""How many inputs a property is tried with: few with every test run, many more in `make fuzz`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# scripts/fuzz.py sets it; a property's own number of inputs is taken so many times.
TIMES = int(os.environ.get("DRAGOMAN_FUZZ", "1"))

# A machine with much to do is no fault of the input; the fixtures of these properties are written anew for each.
_NO_FAULTS = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)


def examples(number: int) -> settings:
    """Try a property with so many inputs, the same in each test run, or in `make fuzz` with a multiple of others."""
    return settings(
        max_examples=number * TIMES, deadline=None, derandomize=TIMES == 1, suppress_health_check=_NO_FAULTS
    )

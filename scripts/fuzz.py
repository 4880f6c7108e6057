"""Try the properties of the tests with ever new inputs: scripts/fuzz.py MINUTES SEED

Each round is one run of all of them, some times larger than in CI, with a seed of its own; a line tells what it has
tried. Ends with 1 at the first round that finds something, and says how to see it again.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time

# So many times the inputs of a test run in each round.
TIMES = 3
_TRIED = re.compile(r"(\d+) passing, (\d+) failing, and (\d+) invalid test cases")


def main(minutes: float, seed: int) -> int:
    """Rounds until the minutes are over; the last one is finished."""
    end, tried = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        words = f"-m pytest -q -m hypothesis -p no:cacheprovider --hypothesis-show-statistics --hypothesis-seed={seed}"
        done = subprocess.run(
            [sys.executable, *words.split(), *sys.argv[3:]],
            env={**os.environ, "DRAGOMAN_FUZZ": str(TIMES)},
            capture_output=True,
            text=True,
        )
        tried += sum(int(count) for counts in _TRIED.findall(done.stdout) for count in counts)
        if done.returncode:
            print(f"{done.stdout}{done.stderr}\nSeen again by: make fuzz SEED={seed}")
            return 1
        print(f"seed {seed}: {tried:,} inputs so far, nothing found", flush=True)
        seed += 1
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))

"""What linking costs: CPU of whole builds as ratios to a plain build of the same pages, in one run.

    scripts/bench.py [--quick] [--entries 1000 --pages 200] [--rounds 5] [--only]

Pages and entries are made here, seeded. A page names more entries, and more often, than one of this wiki's playbook
does, which the last line measures. Compared are Dragoman without and with the entries' own pages, the same pages with
as many links written by hand, ezglossary with its terms marked by hand as it needs, and Material's recipe, whose
abbreviations are appended to each page. Builds without a glossary and Dragoman's take turns, and of each the cheapest
of all rounds counts: what else a machine is doing can only add to it. The others are repeated if they are short. All
stand in memory (/dev/shm) where there is such a folder, as what a disk takes for the same files differs by a tenth of a
build. What is kept from build to build is in the cache: the glossary's reading, compiled templates. A build that takes
over a minute is stopped, and the table says so.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from dragoman.languages import LANGUAGES  # noqa: E402, the program stands in hooks/
from dragoman.linking import Linker  # noqa: E402
from dragoman.matching import Matcher  # noqa: E402
from dragoman.routes import Routes  # noqa: E402
from dragoman.source.reader import load, read_bytes  # noqa: E402
from dragoman.survey import markdown_files, surveyed  # noqa: E402

MEMORY = Path("/dev/shm")
LIMIT = 60  # seconds of CPU for one build
SHORT = 15  # a build of fewer seconds is repeated
WORDS_PER_PAGE = 700
# How often a page names entries, and how many: more than in this wiki's playbook (density).
MENTIONS_PER_PAGE = 22
ENTRIES_PER_PAGE = 14
SIZES = [(entries, pages) for entries in (100, 1_000, 10_000) for pages in (50, 200, 1_000)]
QUICK = [(100, 50), (1_000, 50)]
SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu wa ze lan mer tin dor sul ven gar pol".split()
THEME = "theme:\n  name: material\n  font: false\n"
# In every build alike: a wiki without a glossary would have its macros too.
PLUGINS = 'plugins:\n  - search\n  - macros: {j2_comment_start_string: "{##", j2_comment_end_string: "##}"}\n'
EXTENSIONS = "markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc]\n"


@dataclass(frozen=True)
class Corpus:
    """Entries' terms and the texts of pages, in which `terms` stand where `{n}` says so."""

    terms: list[str]
    pages: list[str]


def corpus(entries: int, pages: int) -> Corpus:
    """The same corpus each time for the same sizes."""
    chance = random.Random(f"{entries}:{pages}")
    terms = [_term(number) for number in range(entries)]
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(3_000)]
    return Corpus(terms, [_page(chance, words, entries) for _ in range(pages)])


def _term(number: int) -> str:
    """Two in three are abbreviations, the others two words; all differ."""
    letters = "".join(chr(65 + number // 26**place % 26) for place in range(3))
    return f"Q{letters}" if number % 3 else f"{letters.lower()}ix system"


def _page(chance: random.Random, words: list[str], entries: int) -> str:
    text = chance.choices(words, k=WORDS_PER_PAGE)
    named = chance.sample(range(entries), ENTRIES_PER_PAGE)
    for number, at in enumerate(chance.sample(range(WORDS_PER_PAGE), MENTIONS_PER_PAGE)):
        # Each once, and some of them again.
        text[at] = f"{{{named[number] if number < len(named) else chance.choice(named)}}}"
    lines = [" ".join(text[at : at + 70]).capitalize() + "." for at in range(0, WORDS_PER_PAGE, 70)]
    return "# Page\n\n" + "\n\n".join(f"## Part {n}\n\n{line}" if n % 3 == 0 else line for n, line in enumerate(lines))


def _written(found: Corpus, mark: Callable[[str], str]) -> Iterator[str]:
    for page in found.pages:
        yield re.sub(r"{(\d+)}", lambda number: mark(found.terms[int(number[1])]), page)


def _prepare(folder: Path, found: Corpus, config: str, mark: Callable[[str], str] = str, append: str = "") -> Path:
    docs = folder / "docs"
    docs.mkdir(parents=True)
    for number, text in enumerate(_written(found, mark)):
        name = "index.md" if number == 0 else f"page-{number:04d}.md"
        (docs / name).write_text(text + append, encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Bench\n" + THEME + config, encoding="utf-8")
    return folder


def plain(folder: Path, found: Corpus) -> Path:
    """The pages as they are."""
    return _prepare(folder, found, EXTENSIONS + PLUGINS)


def dragoman(folder: Path, found: Corpus, entry_pages: bool) -> Path:
    """The pages with our hooks, the entries' own pages left out or not."""
    (folder / "glossary.yaml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "glossary.yaml").write_text(glossary(found), encoding="utf-8")
    settings = f"extra:\n  dragoman:\n    entry_pages: {str(entry_pages).lower()}\n    kit: false\n"
    hooks = f"hooks: [{ROOT / 'hooks' / 'mkdocs_events.py'}]\n"
    return _prepare(folder, found, EXTENSIONS + PLUGINS + hooks + settings)


def by_hand(folder: Path, found: Corpus) -> Path:
    """The pages without a glossary, each mention a link that its author has written."""
    return _prepare(folder, found, EXTENSIONS + PLUGINS, mark=lambda term: f"[{term}](index.md)")


def ezglossary(folder: Path, found: Corpus) -> Path:
    """Definition lists in one page, each mention marked by hand."""
    config = EXTENSIONS + PLUGINS + "  - ezglossary: {tooltip: full, sections: [bench]}\n"
    _prepare(folder, found, config, mark=lambda term: f"<bench:{term}>")
    entries = "\n\n".join(f"bench:{term}\n:   {_definition(term)}" for term in found.terms)
    (folder / "docs" / "glossary.md").write_text(f"# Glossary\n\n{entries}\n", encoding="utf-8")
    return folder


def recipe(folder: Path, found: Corpus) -> Path:
    """Material's recipe: abbreviations appended to each page."""
    config = EXTENSIONS.replace("[admonition", "[abbr, admonition") + PLUGINS
    append = "\n\n" + "\n".join(f"*[{term}]: {_definition(term)}" for term in found.terms) + "\n"
    return _prepare(folder, found, config, append=append)


def glossary(found: Corpus) -> str:
    """The corpus's entries as a glossary.yaml."""
    rows = sorted((term.lower(), f"t-{number}", term) for number, term in enumerate(found.terms))
    entries = "".join(
        f"  - id: {id}\n    term: {term}\n    department: {'one' if number % 2 else 'two'}\n    kind: concept\n"
        f"    definition: {_definition(term)}\n    views:\n      one: What the first department has in mind.\n"
        f"      two: What the second department has in mind.\n    reviewed: 2026-11-22\n\n"
        for number, (_, id, term) in enumerate(rows)
    )
    return f"departments:\n  one:\n    name: One\n  two:\n    name: Two\nentries:\n{entries}"


def _definition(term: str) -> str:
    return f"A thing that people here call {term.lower()[::-1]} when they talk about it in the office."


@dataclass(frozen=True)
class Cost:
    """CPU seconds and peak memory in MiB of one build; neither where it was stopped."""

    seconds: float | None
    memory: float = 0


def costs(folders: list[Path], rounds: int) -> list[Cost]:
    """What building each site costs: the cheapest of as many builds as there are rounds, by turns."""
    found = [[_build(folder) for folder in folders] for _ in range(rounds)]
    return [_cheapest(builds) for builds in zip(*found, strict=True)]


def _cheapest(builds: Iterable[Cost]) -> Cost:
    return min(builds, key=lambda one: one.seconds or LIMIT * 2)


def _build(folder: Path) -> Cost:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))  # noqa: E731, read where it is used
    process = subprocess.Popen(command, cwd=folder, env=env, preexec_fn=limit, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0:
        return Cost(None)
    if process.returncode:
        raise SystemExit(f"the build in {folder} failed with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


VARIANTS: dict[str, Callable[[Path, Corpus], Path]] = {
    "links by hand": by_hand,
    "with entry pages": lambda folder, found: dragoman(folder, found, entry_pages=True),
    "ezglossary": ezglossary,
    "abbr recipe": recipe,
}


def table(sizes: list[tuple[int, int]], rounds: int, names: list[str]) -> Iterator[str]:
    """The table's rows, each printed as soon as it is known; `names` are the variants besides Dragoman."""
    yield f"| entries | pages | plain, s | {' | '.join(('Dragoman', 'memory', *names))} |"
    yield f"|{' ---: |' * (5 + len(names))}"
    stopped: set[tuple[str, int, int]] = set()
    for entries, pages in sizes:
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
            yield _row(Path(name), corpus(entries, pages), rounds, names, stopped)


def _row(folder: Path, found: Corpus, rounds: int, names: list[str], stopped: set[tuple[str, int, int]]) -> str:
    size = len(found.terms), len(found.pages)
    base = plain(folder / "plain", found)
    ours = dragoman(folder / "dragoman", found, entry_pages=False)
    _build(ours)  # fills the cache of readings
    before, after = costs([base, ours], rounds)
    cells = [_ratio(after.seconds, before.seconds), _ratio(after.memory, before.memory)]
    for name in names:
        # What was stopped at a smaller size is not tried at a larger one.
        if any(one == name and entries <= size[0] and pages <= size[1] for one, entries, pages in stopped):
            cells.append(f"over {LIMIT} s")
            continue
        built = VARIANTS[name](folder / name.replace(" ", "-"), found)
        (spent,) = costs([built], 1)
        if spent.seconds and spent.seconds < SHORT:
            spent = _cheapest([spent, *costs([built], rounds - 1)])
        if spent.seconds is None:
            stopped.add((name, *size))
        cells.append(_ratio(spent.seconds, before.seconds))
    return f"| {size[0]:,} | {size[1]:,} | {before.seconds or LIMIT:.1f} | {' | '.join(cells)} |"


def _ratio(one: float | None, other: float | None) -> str:
    return f"{one / other:.2f}" if one and other else f"over {LIMIT} s"


def growth() -> str:
    """How linking's time for a page grows from 100 to 10,000 entries, the text being the same."""
    texts = list(_written(corpus(100, 50), str))
    spent = {}
    for entries in (100, 10_000):
        reading = read_bytes(glossary(corpus(entries, 1)).encode(), "glossary.yaml")
        assert reading.glossary, reading.problems
        matcher = Matcher(reading.glossary, LANGUAGES["en"])
        matcher.spans(texts[0])
        spent[entries] = min(
            _seconds(lambda matcher=matcher: [matcher.spans(text) for text in texts]) for _ in range(5)
        )
    page = spent[100] / len(texts) * 1000
    ratio = spent[10_000] / spent[100]
    return (
        f"Finding words in a page of {WORDS_PER_PAGE} words: {page:.2f} ms; {ratio:.2f} times that at 10,000 entries."
    )


def reading() -> str:
    """How long 10,000 entries take to be read, next to the bare events of PyYAML's C loader."""
    import yaml

    data = glossary(corpus(10_000, 1))
    events = min(_seconds(lambda: sum(1 for _ in yaml.parse(data, Loader=yaml.CSafeLoader))) for _ in range(3))
    read = min(_seconds(lambda: read_bytes(data.encode(), "glossary.yaml")) for _ in range(3))
    return f"Reading 10,000 entries: {read:.2f} s of CPU, {read / events:.1f} times the bare events of the YAML parser."


def density() -> str:
    """How often the pages of this wiki's playbook name entries, and how many of them."""
    linker = Linker(load(ROOT / "glossary.yaml", datetime.date.today()), Routes())
    pages = list(surveyed(markdown_files([ROOT / "docs" / "en" / "playbook"]), linker))
    texts = (re.sub(r"\A---\n.*?\n---\n", "", page.source, flags=re.DOTALL) for page in pages)
    words = sum(len(re.findall(r"\w+", text)) for text in texts) / WORDS_PER_PAGE
    mentions = sum(len(page.sightings) for page in pages) / words
    entries = sum(len({sighting.meant for sighting in page.sightings}) for page in pages) / words
    return f"In {WORDS_PER_PAGE} words this wiki's playbook names {entries:.0f} entries {mentions:.0f} times."


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the table and the figures below it."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--quick", action="store_true", help="two small sizes only")
    ask.add_argument("--entries", type=int, help="one size only: so many entries")
    ask.add_argument("--pages", type=int, default=200, help="over so many pages")
    ask.add_argument("--rounds", type=int, default=5, help="so many builds of each, of which the cheapest counts")
    ask.add_argument("--only", action="store_true", help="Dragoman and the plain build only")
    asked = ask.parse_args()
    sizes = [(asked.entries, asked.pages)] if asked.entries else QUICK if asked.quick else SIZES
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        for line in table(sizes, asked.rounds, [] if asked.only else list(VARIANTS)):
            print(line, flush=True)
    print(f"\n{growth()}\n{reading()}\n{density()}")


main()

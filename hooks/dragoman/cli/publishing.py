"""The commands for who runs the wiki: publish, folder."""

from __future__ import annotations

import datetime
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from dragoman.cli.common import GLOSSARY
from dragoman.problems import GlossaryError
from dragoman.publishing.failure import PublishingError
from dragoman.publishing.publisher import Source, pack, release_name
from dragoman.publishing.publisher import publish as publish_release
from dragoman.publishing.releases import Releases
from dragoman.publishing.tree import Tree
from dragoman.source.reader import load


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--rollback", is_flag=True, help="Show the release before the current one again, and build nothing.")
@click.option("--keep", type=click.IntRange(1), default=5, help="How many releases stay; 5.")
def publish(folder: Path, rollback: bool, keep: int) -> None:
    """Build the wiki, inspect it, and show it to readers, all of it at once.

    Run it in the project's folder. The web server shows DIR/current; DIR/serving/nginx.conf is written for it.
    Whatever goes wrong, readers keep the whole site that they had.

    Example: dragoman publish /srv/wiki
    """
    releases = Releases(folder)
    # The web server runs as somebody else and must read it all, whatever this shell's mask; DIR itself may be closed.
    os.umask(0o022)
    with _told(releases):
        if rollback:
            click.echo(f"{folder}: shows {releases.roll_back()} again", err=True)
            return
        source = _source()
        name = release_name(datetime.datetime.now(datetime.UTC), source.glossary)
        tree, changed = publish_release(source, releases, name, keep)
        click.echo(f"{folder}: shows {name}, {_counted(tree)}", err=True)
        if changed:
            click.echo(
                f"{folder}/serving/nginx.conf has changed; have the web server read it: nginx -s reload", err=True
            )


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="wiki.zip", help="Where to.")
def folder(output: Path) -> None:
    """Pack the wiki as a ZIP for readers without a server: unpacked, it opens by double click on index.html.

    Example: dragoman folder -o wiki.zip
    """
    with _told():
        tree = pack(_source(), output)
        click.echo(f"{output}: {output.stat().st_size / 1_000_000:.1f} MB; unpacked {_counted(tree)}", err=True)


def _source() -> Source:
    return Source(Path(), load(GLOSSARY, datetime.date.today()), os.environ.get("DRAGOMAN_CANARY", ""))


def _counted(tree: Tree) -> str:
    size = sum(tree.files.values()) / 1_000_000
    return f"{len(tree.documents):,} pages, {len(tree.files):,} files, {size:.1f} MB"


@contextmanager
def _told(releases: Releases | None = None) -> Iterator[None]:
    """Say what went wrong, and what readers see; the command ends with 1, or as one that a signal has stopped."""
    ended: str | int | None = 1
    _hear()
    try:
        yield
    except (GlossaryError, PublishingError) as error:
        click.echo(error, err=True)
    except OSError as error:
        place = error.filename or (releases.folder if releases else "The ZIP")
        click.echo(f"{place}: can't be written: {error.strerror}", err=True)
    except SystemExit as stopped:
        click.echo("Stopped.", err=True)
        ended = stopped.code
    else:
        return
    if releases:
        click.echo(f"Nothing has changed; readers see {releases.current or 'no wiki yet'}.", err=True)
    else:
        click.echo("Nothing has changed.", err=True)
    sys.exit(ended)


def _hear() -> None:
    """From now on a command that is stopped, or loses its terminal, sweeps its build away before it ends."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # no SIGHUP on Windows
        # What nohup or a shell has had ignored stays so.
        if number and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda number, _: sys.exit(128 + number))

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
    with _told(releases):
        if rollback:
            with releases.locked():
                click.echo(f"{folder}: shows {releases.roll_back()} again", err=True)
            return
        source = _source()
        name = release_name(datetime.datetime.now(datetime.UTC), source.glossary)
        tree = publish_release(source, releases, name, keep)
        click.echo(f"{folder}: shows {name}, {_counted(tree)}", err=True)


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="wiki.zip", help="Where to.")
def folder(output: Path) -> None:
    """Pack the wiki as a ZIP for readers without a server: unpacked, it opens by double click on index.html.

    Example: dragoman folder -o wiki.zip
    """
    with _told():
        tree = pack(_source(), output)
        click.echo(f"{output}: {_counted(tree)}", err=True)


def _source() -> Source:
    return Source(Path(), load(GLOSSARY, datetime.date.today()), os.environ.get("DRAGOMAN_CANARY", ""))


def _counted(tree: Tree) -> str:
    size = sum(tree.files.values()) / 1_000_000
    return f"{len(tree.documents):,} pages, {len(tree.files):,} files, {size:.1f} MB"


@contextmanager
def _told(releases: Releases | None = None) -> Iterator[None]:
    """Say what went wrong, and what readers see; the command ends with 1."""
    # A service that is stopped ends like one that is interrupted: its build is ended and swept away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    except (GlossaryError, PublishingError) as error:
        click.echo(error, err=True)
    except OSError as error:
        click.echo(f"{error.filename}: can't be written: {error.strerror}", err=True)
    else:
        return
    if releases:
        click.echo(f"Nothing has changed; readers see {releases.current or 'no wiki yet'}.", err=True)
    else:
        click.echo("Nothing has changed.", err=True)
    sys.exit(1)

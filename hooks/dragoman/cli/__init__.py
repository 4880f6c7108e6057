"""The command line's door: each command takes its input, makes one call, shows the answer."""

from __future__ import annotations

import click

from dragoman.cli import accepting, adding, authors, checking, desk, publishing, quizzing, workshop


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dragoman", message="%(package)s %(version)s")
def main() -> None:
    """A glossary that puts departments on speaking terms."""


COMMANDS = (
    *(checking.check, checking.schema),
    *(authors.links, authors.undefined, authors.where),
    *(desk.fmt, adding.add, accepting.accept, desk.diff, desk.export, desk.import_),
    quizzing.quiz,
    workshop.handouts,
    *(publishing.publish, publishing.folder),
)
for command in COMMANDS:
    main.add_command(command)

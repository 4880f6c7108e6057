"""MkDocs's door: its events in, one call each, the answer out. The only room that imports mkdocs.

The state of a build is one `Build`, made anew at each `on_config`.
"""

from __future__ import annotations

import datetime
import gc
import html
import logging
import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from dragoman.build import Build
from dragoman.compiled import compiled
from dragoman.linking import Manuscript
from dragoman.macro_calls import Sealed
from dragoman.problems import GlossaryError, Problem, errors, printed
from dragoman.routes import Routes
from dragoman.settings import settings

log = get_plugin_logger("dragoman")
# The macros plugin tells at each build what it found; its warnings are enough.
logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)
_build: Build
# Generated pages have no place in the navigation, and their lists are their own table of contents.
_HIDDEN = ["navigation", "toc"]
_LINK = re.compile(r'<a (?:aria-describedby="[^"]*" )?class="term"[^>]*>(.*?)</a>', re.DOTALL)


# After the plugins': offline decides on directory URLs, and macros has made its environment, which could run anything.
@event_priority(-100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the settings and the glossary, and offer macros and cross-links."""
    global _build
    if gc.get_freeze_count():  # the build before, under `mkdocs serve`
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    root = Path(config.config_file_path).parent
    chosen, wrong = settings(config.extra.get("dragoman", {}), Path(config.config_file_path).name)
    _stop_at(wrong)
    try:
        _build = Build.of(root, Path(config.docs_dir), chosen, Routes(config.use_directory_urls), _today(), log.info)
    except GlossaryError as error:
        _stop_at(error.problems)
    if chosen.at_forge:
        docs = Path(config.docs_dir).relative_to(root).as_posix()
        config.edit_uri = chosen.at_forge.edit(f"{docs}/")
    _seal(config.plugins["macros"])
    config.markdown_extensions.append(_build.cross_links(_manuscript_of))  # type: ignore[arg-type]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Read what people have written before any of it runs."""
    docs = Path(config.docs_dir)
    root = Path(config.config_file_path).parent
    name = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name
    _stop_at(_build.check_pages(docs, name))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made from the glossary."""
    for page in _build.pages.values():
        file = File.generated(config, page.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        files.append(file)
    for path, content in _build.files.items():
        files.append(File.generated(config, path, content=content))
    # All that is there by now stays until the build's end: Python's cycle collector need not walk it again and again.
    gc.freeze()
    return files


# Before the macros plugin, which must find `render_macros: false` on what is generated.
@event_priority(100)
def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Give a generated page its title and front matter, and make those of a written one fit for the theme."""
    if made := _build.pages.get(page.file.src_uri):
        # Material prints titles and descriptions as they are. The title stands in the front matter too, as Jinja's
        # striptags, which Material puts a page's own title through, would undo the escaping.
        page.title = html.escape(made.title)
        description = html.escape(made.description)
        page.meta = {"render_macros": False, "title": page.title, "description": description}
        page.meta["hide"] = ["toc"] if made.among else _HIDDEN
        # The search finds an entry on its own page; lists of all entries would only be found besides.
        page.meta["scripts"], page.meta["styles"] = made.scripts, made.styles
        page.meta["search"] = {"exclude": not (made.entry or made.among)}
        page.edit_url = _build.edit_url(made)
    else:
        # These too Material prints as they are.
        page.meta = {name: html.escape(text) if isinstance(text, str) else text for name, text in page.meta.items()}
    return markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Put a generated page's HTML in, and what the macros of a written page stand for."""
    made = _build.pages.get(page.file.src_uri)
    if made is None:
        return _build.macros.filled_in(html, page.file.src_uri)
    # Only the heading, for the skip link: Material renders a table of contents even where it is hidden.
    page.toc = get_toc([{"level": 1, "id": "top", "name": page.title, "children": []}])
    return made.html


# After the search plugin has read the page: where a word is used is no text of its page.
@event_priority(-100)
def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
    """Add what is no text of the page: its tips, and on an entry's page where the entry is used."""
    if made := _build.pages.get(page.file.src_uri):
        page.content = _build.finished(made)
    else:
        page.content = (page.content or "") + _build.tips(page.file.src_uri)
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Let go of a page's text, which is written now: MkDocs would keep those of all pages until the end."""
    page.content = page.markdown = ""
    return output


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Let the theme's templates know the departments, and keep what they are compiled to; write the longest file."""
    env.globals["departments"] = _build.glossary.departments
    env.bytecode_cache = env.bytecode_cache or compiled()
    for plugin in config.plugins.values():
        if index := getattr(plugin, "search_index", None):
            index.add_entry_from_context = partial(_read_without_links, index.add_entry_from_context)
    # MkDocs would hold its content until the end.
    _write(_build.long_files, config)
    gc.freeze()  # the pages and their mentions too
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Write what is known only now."""
    _write(_build.late_files, config)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Build again when the glossary changes."""
    server.watch(str(Path(config.config_file_path).parent / _build.settings.glossary))
    return server


def _write(files: dict[str, str], config: MkDocsConfig) -> None:
    for path, content in files.items():
        file = Path(config.site_dir) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")


def _today() -> datetime.date:
    """The day of the build: that of the commit where it is given (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (
        datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date() if epoch.isdigit() else datetime.date.today()
    )


def _read_without_links(read: Callable[[MkDocsPage], None], page: MkDocsPage) -> None:
    """Let the search plugin read a page without our links: it needs the words alone, and half the time for them."""
    linked = page.content
    page.content = _LINK.sub(r"\1", linked or "")
    read(page)
    page.content = linked


def _manuscript_of(md: Markdown) -> Manuscript | None:
    """The written page that a Markdown instance is at: MkDocs leaves its file in the processor of relative links."""
    if "relpath" not in md.treeprocessors:
        return None
    page = md.treeprocessors["relpath"].file.page  # type: ignore[attr-defined]
    if page is None or page.file.src_uri in _build.pages:
        return None
    return _build.manuscript(page.file.src_uri, html.unescape(str(page.title or page.file.name)), page.meta)


def _seal(macros: Any) -> None:
    """Give the macros plugin an environment in which only our macros are within reach."""
    macros._env = Sealed(_build.macros.by_name)
    macros.variables.clear()
    # Without any variable the plugin would leave the pages as they are.
    macros.variables["page"] = None


def _stop_at(problems: tuple[Problem, ...]) -> None:
    """End the build if any of these is an error, each on a line of its own."""
    if found := errors(problems):
        lines = "".join(f"{os.linesep}  {printed(problem)}" for problem in found)
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise PluginError(f"dragoman: {count}, nothing is built:{lines}")
    for problem in problems:
        log.log(logging.INFO if problem.severity == "note" else logging.WARNING, printed(problem))

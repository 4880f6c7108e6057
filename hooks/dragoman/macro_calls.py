"""What Jinja may do in a page: call a macro from the list with literal arguments, and nothing else.

Two walls, as a pull request may change any page. `problems_in` reads a page's parse tree before anything runs.
`Sealed` is the environment in which the calls then run: without variables, filters, tests, globals or attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dragoman.macros import Macro, MacroError
from dragoman.problems import Location, Problem, did_you_mean, quoted
from dragoman.source.characters import is_refused

# "{#" begins an attribute list in Markdown ("## Title {#anchor}"); mkdocs.yml gives the macros plugin the same marks.
MARKS: dict[str, Any] = {"comment_start_string": "{##", "comment_end_string": "##}"}

# What one call makes may be long, such as a list of all entries: a page full of calls would fill the disk.
MAX_CALLS = 30

_BEGINNINGS = ("{{", "{%", MARKS["comment_start_string"])


class Sealed(ImmutableSandboxedEnvironment):
    """A sandbox in which nothing is within reach but the macros themselves."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        super().__init__(undefined=StrictUndefined, finalize=_only_text, **MARKS)
        self.filters.clear()
        self.tests.clear()
        self.globals.clear()
        self.globals.update(macros)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """The template of `source`; rendering it ignores the variables that the macros plugin passes."""
        has_calls = any(mark in source for mark in _BEGINNINGS)
        return _WithoutVariables(super().from_string(source, *args, **kwargs) if has_calls else source)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute is."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refused: `"a" * 100000000` fills the memory."""
        raise SecurityError(f"operator {operator} is not allowed in a page")

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        """Refused likewise."""
        raise SecurityError(f"operator {operator} is not allowed in a page")


def _only_text(value: Any) -> str:
    """`value` if it is a text: anything else would show its insides."""
    if not isinstance(value, str):
        raise SecurityError(f"a page can't show a {type(value).__name__}")
    return value


class _WithoutVariables:
    def __init__(self, template: Any) -> None:
        self._template = template

    def render(self, *_: Any, **__: Any) -> str:
        if isinstance(self._template, str):
            return self._template
        rendered: str = self._template.render()
        return rendered


def problems_in(text: str, path: str, macros: Mapping[str, Macro]) -> Iterator[Problem]:
    """Every use of Jinja in a page's text that is no call of a listed macro with arguments that it takes."""
    if not any(mark in text for mark in _BEGINNINGS):
        return
    try:
        tree = Environment(**MARKS).parse(text)
    except TemplateSyntaxError as error:
        yield _problem(text, path, error.lineno, f"this can't be read: {error.message}; {_LITERALLY}")
        return
    except (RecursionError, ValueError):  # Jinja calls itself for each bracket
        line = text.count("\n", 0, min(at for mark in _BEGINNINGS if (at := text.find(mark)) >= 0)) + 1
        yield _problem(
            text, path, line, f"from here on, brackets are nested too deep or a number is too long; {_LITERALLY}"
        )
        return
    used = [node for part in tree.body for node in (part.nodes if isinstance(part, nodes.Output) else [part])]
    calls = [node for node in used if isinstance(node, nodes.Call) and getattr(node.node, "name", "") != "term"]
    if len(calls) > MAX_CALLS:
        message = f"the page calls {len(calls)} macros besides term(); at most {MAX_CALLS}: split it"
        yield _problem(text, path, calls[MAX_CALLS].lineno or 1, message)
        return
    for node in used:
        if not isinstance(node, nodes.TemplateData) and (message := _wrong(node, macros)):
            # Jinja gives some nodes no line.
            yield _problem(text, path, node.lineno or 1, message)


_LITERALLY = "to show braces as they are, write {% raw %}{{ … }}{% endraw %}"


def _wrong(node: nodes.Node, macros: Mapping[str, Macro]) -> str:
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
        return f"a page may only call {_listed(macros)}; {_LITERALLY}"
    name = node.node.name
    if name not in macros:
        return f"no macro is named {quoted(name)}, only {_listed(macros)}" + did_you_mean(name, tuple(macros))
    if node.dyn_args or node.dyn_kwargs:
        return f"{name} takes its arguments as they stand, without *"
    try:
        args = [arg.as_const() for arg in node.args if _is_literal(arg)]
        kwargs = {pair.key: pair.value.as_const() for pair in node.kwargs if _is_literal(pair.value)}
    except nodes.Impossible:
        args, kwargs = [], {}
    if len(args) + len(kwargs) < len(node.args) + len(node.kwargs):
        return f'the arguments of {name} must be plain texts, such as {name}("cta")'
    return _refused(macros[name], name, args, kwargs)


def _refused(macro: Macro, name: str, args: list[Any], kwargs: dict[str, Any]) -> str:
    """What the macro itself has against its arguments."""
    try:
        macro(*args, **kwargs)
    except MacroError as error:
        return f"{name}: {error}"
    except TypeError as error:
        return f"{name}: {str(error).partition('() ')[2] or 'takes other arguments'}"
    return ""


def _is_literal(node: nodes.Node) -> bool:
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(isinstance(item, nodes.Const) and _is_literal(item) for item in node.items)
    # An escape such as \\ud800 is no character that a page could hold.
    return isinstance(node, nodes.Const) and not any(map(is_refused, str(node.value)))


def _listed(macros: Mapping[str, Macro]) -> str:
    return ", ".join(f"{name}()" for name in macros)


def _problem(text: str, path: str, line: int, message: str) -> Problem:
    written = text.splitlines()[line - 1] if line <= text.count("\n") + 1 and text else ""
    starts = [at for mark in ("{{", "{%") if (at := written.find(mark)) >= 0]
    return Problem(Location(path, line, min(starts, default=0) + 1), message, "macro")

"""The quiz in GIFT, which Moodle and other learning platforms import (docs.moodle.org, "GIFT format")."""

from __future__ import annotations

import re

from dragoman.quiz import Option, Question, Quiz

_MARKS = re.compile(r"[\\~=#{}:]")


def quiz_gift(quiz: Quiz) -> str:
    """Each question with its id as the title, and feedback on every option; types are categories."""
    parts = [f"// Glossary {quiz.version}, seed {quiz.seed}\n"]
    for before, question in zip((None, *quiz.questions), quiz.questions, strict=False):
        if before is None or before.type != question.type:
            parts.append(f"$CATEGORY: Dragoman/{question.type}\n")
        parts.append(_question(question))
    return "\n".join(parts)


def _question(question: Question) -> str:
    options = "\n".join(map(_option, question.options))
    # Without [plain], Moodle would read angle brackets as HTML.
    return f"::{_text(question.id)}::[plain]{_text(question.stem)} {{\n{options}\n}}\n"


def _option(option: Option) -> str:
    return f"{'=' if option.right else '~'}{_text(option.text)}#{_text(option.feedback)}"


def _text(text: str) -> str:
    """`text` on one line and without a mark's meaning. An arrow anywhere makes Moodle think that pairs are matched."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()).replace("->", "→"))

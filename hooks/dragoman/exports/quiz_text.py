"""Questions as text for a terminal or a mail, the answers at the end, apart."""

from __future__ import annotations

import textwrap

from dragoman.quiz import Question, Quiz

_WIDTH = 100


def quiz_text(quiz: Quiz) -> str:
    """The questions with lettered options; then, behind a form feed, the answers with all feedback."""
    questions = "\n".join(_asked(number, question) for number, question in enumerate(quiz.questions, 1))
    answers = "\n".join(_answered(number, question) for number, question in enumerate(quiz.questions, 1))
    return f"Quiz from glossary {quiz.version}, seed {quiz.seed}\n\n{questions}\n\f\nAnswers\n\n{answers}"


def _asked(number: int, question: Question) -> str:
    options = "".join(_wrapped(f"{_letter(at)}) ", option.text) for at, option in enumerate(question.options))
    return _wrapped(f"{number}. ", question.stem, "") + options


def _answered(number: int, question: Question) -> str:
    lines = "".join(_wrapped(f"{_letter(at)}) ", option.feedback) for at, option in enumerate(question.options))
    return f"{number}. {_letter(question.position)}  ({question.id})\n{lines}"


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _wrapped(mark: str, text: str, indent: str = "   ") -> str:
    hanging = " " * len(indent + mark)
    return textwrap.fill(text, _WIDTH, initial_indent=indent + mark, subsequent_indent=hanging) + "\n"

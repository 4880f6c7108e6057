"""The quiz as JSON, for the page that plays it and for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from dragoman.quiz import Quiz


def quiz_json(quiz: Quiz) -> str:
    """The quiz with all its questions, options and feedback; without what is left out."""
    record = {
        "version": quiz.version,
        "seed": quiz.seed,
        "questions": [asdict(question) for question in quiz.questions],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"

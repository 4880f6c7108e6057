"""Glossary -> the questions of the joint quiz: pure, seeded, no HTML.

Same glossary and seed, same questions. Another wording of an entry changes the questions in which it stands.
"""

from dragoman.quiz.choosing import chosen
from dragoman.quiz.making import quiz_of
from dragoman.quiz.question import TYPES, LeftOut, Option, Question, Quiz

__all__ = ["TYPES", "LeftOut", "Option", "Question", "Quiz", "chosen", "quiz_of"]

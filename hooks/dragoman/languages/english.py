"""English: plural and possessive."""

import re

from dragoman.languages.rules import APOSTROPHE, Language, endings, words

ENGLISH = Language(
    code="en",
    name="English",
    stop_words=words(
        """
        a about ad after all am an and any are as at be been but by can come could day did do down each even find
        first for from get give go had has have he her here him his how i if in into is it its just know let like
        look made make many may me more most must my new no nor not now of off oh ok on one only or other our out
        over own per put ran red run said same saw say see set she should so some such take tell than that the
        their them then there these they this those to too two under up us use very was way we were what when
        where which who why will with would yes yet you your
        """
    ),
    abbreviation_endings=endings("s es"),
    word_endings=endings("s es ies>y"),
    derived_endings=endings("ing ed er or ion ation ment al ly ity ness able ible ance ence ive e y i"),
    # CMS's, and the bare apostrophe of a plural: APIs'
    abbreviation_behind=re.compile(rf"{APOSTROPHE}s|(?<=s){APOSTROPHE}"),
    word_behind=re.compile(rf"{APOSTROPHE}s|(?<=s){APOSTROPHE}"),
)

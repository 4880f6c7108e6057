"""German: plural and cases; in compounds such as CMS-System only the abbreviation is the match."""

import re

from dragoman.languages.rules import APOSTROPHE, Language, endings, words

GERMAN = Language(
    code="de",
    name="German",
    and_word="und",
    stop_words=words(
        """
        ab aber alle als also am an auch auf aus bei bin bis da das dass dem den der des die doch du ein eine
        einem einen einer eines er es für hat hier ich ihm ihn ihr im in ist ja je kein man mein mich mir mit nach
        nein nicht noch nun nur ob oder oft ohne per pro rot sehr sein sich sie sind so tag tun um und uns unter
        von vor war was weg wem wen wer wie will wir wo zu zum zur
        """
    ),
    abbreviation_endings=endings("s"),
    word_endings=endings("s es n en e"),
    abbreviation_behind=re.compile(rf"{APOSTROPHE}s"),
)

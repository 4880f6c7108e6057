"""Polish: a closed list of endings after a hyphen, a shorter one without; cases of words stand in forms."""

import re

from dragoman.languages.rules import Language, endings, words

# Longest first by their alternation's own order; "-" is a hyphen or the one that doesn't break.
_AFTER_HYPHEN = (
    "owcami owcach owcowi owcom owiec owców owca owcy owcem owymi owych owego owemu owość owym owej owy owa owe owo "
    "ową wymi wych wego wemu wym wej wy wa we wo wą wcami wcach wcowi wcom wcem wiec wców wca wcy owi owie ów ami ach "
    "em ie om ą ę a e i o u y"
)

POLISH = Language(
    code="pl",
    name="Polish",
    and_word="i",
    stop_words=words(
        """
        a aby ale albo ani bez bo by był była było być ci co czy dla do dwa gdy gdzie go i ich ile im ja jak jako je
        jego jej jest już każdy kto która które który lub ma mi mnie może mu my na nad nas nie niż no nim o od on ona
        one ono ot oraz pan po pod przed przez przy sam się są ta tak tam te tej tego ten to tu ty tych tylko tym u
        w wam was we wy z za ze że
        """
    ),
    abbreviation_endings=endings("ów y om ami ach em owi ie u a"),
    abbreviation_behind=re.compile(
        "[-‑](?:" + "|".join(sorted(set(_AFTER_HYPHEN.split()), key=len, reverse=True)) + r")(?!\w)"
    ),
    # What follows a hyphen is part of the word; an ending that isn't listed makes another word of it.
    refused_behind=re.compile(r"[-‑]\w"),
)

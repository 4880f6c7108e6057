"""Italian: abbreviations are invariable, plurals of words stand in an entry's forms."""

from dragoman.languages.rules import Language, words

ITALIAN = Language(
    code="it",
    name="Italian",
    and_word="e",
    stop_words=words(
        """
        a ad ai al alla anche c che chi ci col come con cui da dai dal dei del di do e ecco ed era fa fra fu gli
        ha hai ho i il in io la le lei lo lui ma me mi mia mio ne nei nel no noi non o od ora per più poi qua qui
        re sa se sei si sia so sta su sui sul ti tra tu un una uno va vi voi
        """
    ),
)

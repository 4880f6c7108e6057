"""English: plural and possessive."""

import re

from dragoman.languages.rules import APOSTROPHE, Language, endings, words

ENGLISH = Language(
    code="en",
    name="English",
    and_word="and",
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
    homographs=words(
        """
        act aid aim air alert apt arc area arm arms art ask bad bag ban bar base bat beam best bid big bit boss box bus
        call camp cap car care case cat cats chat clear code cost crop dad dart dash data deal disc dot drip ear edge
        end era eye face fact far fast fat fed fee fit fix flag focus fun gap gas gem goal god good grant great guide
        gun hat help hero high hit home hop hope hot hub ice idea ill iris job joy key kid kit lab lace last law lead
        leap led leg less let life light line lip list live long lot low map mark mars mass match mean merit might mint
        mode nap need net next nice note oak odd old opal open opt oral pace pack page pal pan par part pass past pay
        peace pen pet pin pip pipe pipes plan play plus pop port pose post prism race ram rap rat read real red rent
        resolve respect respond rest rich rip risk road role root rose safe sage sap save sea sent shall shape should
        sign sip sir site six sky smart soap soar sort spa spot star stem step stop sum sun tab tag tap task team tell
        ten test time tip toe toil top train trip try van via visa visit wan war ward wave web well win wish word
        work yes zip
        """
    ),
    abbreviation_endings=endings("s es"),
    word_endings=endings("s es ies>y zzes>z"),
    derived_endings=endings("ing ed er or ion ation ment al ly ity ness able ible ance ence ive e y i"),
    # CMS's, and the bare apostrophe of a plural: APIs'
    abbreviation_behind=re.compile(rf"{APOSTROPHE}s|(?<=s){APOSTROPHE}"),
    # Planes are no plans, a loss is no Los.
    refused_forms=re.compile(r"[sxz]-s$|(?<![sxzo])(?<![cs]h)-es$"),
    word_behind=re.compile(rf"{APOSTROPHE}[sS]|(?<=[sS]){APOSTROPHE}"),
)

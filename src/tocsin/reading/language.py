"""Which language a text is written in.

Most texts of a stream show at once what they are: by the little words that every sentence needs, and in
Cyrillic by letters that its neighbours lack. Only what does not is put before the identifier of a hundred
languages, which takes longer than all else that a text on another subject costs.

Source: Lui and Baldwin, "langid.py: an off-the-shelf language identification tool" (ACL 2012), in the
py3langid implementation.
"""

import re
from functools import cache
from itertools import islice

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from tocsin.reading.vocabulary import Vocabulary, vocabularies

UNDETERMINED = "und"
SAMPLE = 4_000
"""Characters looked at: more changes no verdict and costs time."""
FEWEST_LETTERS = 12
LEAST_P = 0.6
GLANCE = 900
"""Characters in which little words are counted."""
LEAST_WORDS = 30
EVIDENT_SHARE = 0.12
EVIDENT_KINDS = 5
"""A text is evidently in a language when so large a share of its words, of so many kinds, are its own."""

_WORD = re.compile(r"[^\W\d_]+")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def classify(text: str) -> str:
    """BCP 47 code of the language of `text`, or `und` when there is too little to tell by."""
    sample = " ".join(text[:SAMPLE].replace("\0", " ").split())
    if len(list(islice(filter(str.isalpha, sample), FEWEST_LETTERS))) < FEWEST_LETTERS:
        return UNDETERMINED
    if (evident := _evident(sample[:GLANCE].lower())) is not None:
        return evident
    lang, p = _identifier().classify(sample)
    return str(lang) if p >= LEAST_P else UNDETERMINED


def _evident(glance: str) -> str | None:
    """The language, where the little words leave no doubt."""
    words = _WORD.findall(glance)
    if len(words) < LEAST_WORDS:
        return None
    for one in vocabularies():
        known = [word for word in words if word in one.little]
        if len(known) >= EVIDENT_SHARE * len(words) and len(set(known)) >= EVIDENT_KINDS:
            return one.lang if _has_its_letters(one, glance) else None
    return None


def _has_its_letters(one: Vocabulary, glance: str) -> bool:
    if one.letters and not re.search(one.letters, glance, re.DOTALL):
        return False
    return not (one.foreign_letters and re.search(one.foreign_letters, glance))


def primary(tag: str) -> str:
    """The language of a BCP 47 tag without script or region: `en` of `en-GB`."""
    return tag.replace("_", "-").split("-", 1)[0].casefold()

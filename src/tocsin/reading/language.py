"""Which language a text is written in.

Source: Lui and Baldwin, "langid.py: an off-the-shelf language identification tool" (ACL 2012), in the
py3langid implementation.
"""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNDETERMINED = "und"
SAMPLE = 4_000
"""Characters looked at: more changes no verdict and costs time."""
FEWEST_LETTERS = 12
LEAST_P = 0.6


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def classify(text: str) -> str:
    """BCP 47 code of the language of `text`, or `und` when there is too little to tell by."""
    sample = " ".join(text[:SAMPLE].replace("\0", " ").split())
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return UNDETERMINED
    lang, p = _identifier().classify(sample)
    return str(lang) if p >= LEAST_P else UNDETERMINED


def primary(tag: str) -> str:
    """The language of a BCP 47 tag without script or region: `en` of `en-GB`."""
    return tag.replace("_", "-").split("-", 1)[0].casefold()

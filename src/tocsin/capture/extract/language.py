"""Which language a text is in, or `und` when it is too short to tell.

Source: Lui and Baldwin (2012), langid.py; BCP 47 for the codes.
"""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SHORTEST_LETTERS = 20
SAMPLE = 4_000
UNKNOWN = "und"
_NO_LANGUAGE = ("zxx", "mul", "und")


def classify(text: str) -> str:
    """The language's code."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < SHORTEST_LETTERS:
        return UNKNOWN
    language, _ = _identifier().classify(sample)
    return UNKNOWN if language in _NO_LANGUAGE else str(language)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

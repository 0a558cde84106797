"""The attributor of a language with the weights that ship, loaded when first needed and kept."""

from functools import cache
from importlib.resources import files

from tocsin.reading.encoder.attributor import Attributor


@cache
def load_attributor(lang: str) -> Attributor:
    """The shipped attributor of a language.

    Raises:
        ReadingError: there are no weights for it.
    """
    return Attributor(files("tocsin.reading.encoder.weights") / lang)

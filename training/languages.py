"""What is trained for each language: one line each, and one loader of a pretrained encoder."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from tocsin.reading.encoder.settings import Decoding, Shape
from training.fit import Schedule
from training.model import Depth
from training.pretrained import Pretrained, load_minilm
from training.pretrained_e5 import load_e5


class Recipe(NamedTuple):
    """How one language's weights are made."""

    load: Callable[[], Pretrained]
    abbreviations: tuple[str, ...]
    depth: Depth
    schedule: Schedule
    version: int
    """Counted up when the weights that ship change."""
    also: tuple[str, ...] = ()
    """Languages whose own texts it learns from too: who said what looks alike in many."""


CHUNK, LEFT, RIGHT, SENTENCES = 190, 48, 64, 1
"""Of chunks of 96 pieces, the score is 1.3 to 2 points less; of windows within one sentence, 1.4."""

ENGLISH = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Maj", "Col", "Lt", "Capt", "Sgt", "St"),
    *("Jr", "Sr", "vs", "No", "U.S", "U.K", "U.N", "E.U", "D.C", "Inc", "Ltd", "Corp", "Co", "e.g", "i.e"),
)

RUSSIAN = (
    *("г", "гг", "им", "ул", "д", "т", "е", "п", "пп", "ст", "ч", "см", "стр", "с", "руб", "коп", "тыс"),
    *("млн", "млрд", "чел", "св", "проф", "акад", "ген", "полк", "подп", "кв", "обл", "р-н", "н", "э"),
)

RECIPES: Mapping[str, Recipe] = MappingProxyType(
    {
        "en": Recipe(
            load_minilm,
            ENGLISH,
            Depth(),
            Schedule(epochs=5, lengthened=True, seed=3),
            version=3,
        ),
        "ru": Recipe(
            load_e5,
            RUSSIAN,
            Depth(),
            Schedule(epochs=4),
            version=2,
            also=("en",),
        ),
    }
)

UNTUNED = Decoding(
    cue_p=0.5,
    content_p=0.5,
    source_p=0.5,
    lone_source_p=0.15,
    attribution_p=0.0,
    overlap_share=0.5,
    nested_p=0.95,
)
"""Where tuning starts; a speaker within what another says counts only when sure, as in the guideline."""


def shape_for(start: Pretrained, recipe: Recipe) -> Shape:
    """How text is laid before this encoder."""
    return Shape(
        begin=start.begin,
        end=start.end,
        chunk=CHUNK,
        left=LEFT,
        right=RIGHT,
        sentences=SENTENCES,
        abbreviations=recipe.abbreviations,
    )

"""How a name is written: in the country's own letters, in two plain alphabets, and with a slip of the pen.

A written name is the name's number times `FORMS` plus its form: 0 in its own letters, 1 and 2 transliterated,
3 written back from a transliteration, the others each with another typo. All words are made from the lists of
the invented country.
"""

from functools import cache

import msgspec

from tocsin.records.record import encode
from tocsin.records.register import Country
from tocsin.stats.rng import generator

OWN, CHAINED = 0, 3
N_TYPOS = 5
FORMS = CHAINED + 1 + N_TYPOS
SLIPS = "aeioudklmnprstv"
"""Letters that are put in the place of another."""


def way(country: Country, writes: str) -> int:
    """The form in which an agency writes."""
    return OWN if writes == "own" else 1 + sorted(country.letters).index(writes)


class Words(msgspec.Struct, frozen=True):
    """Every word that can stand in a file, by its code."""

    surnames: list[str]
    given: list[str]
    patronymics: list[str]


def words(country: Country) -> Words:
    """The words of a country; of men first, then of women."""
    return _words(encode(country))


@cache
def _words(written: bytes) -> Words:
    country = msgspec.json.decode(written, type=Country)
    men = [head + tail for head in country.surname_heads for tail in country.surname_tails]
    fathers = [name + country.son_of for name in country.men]
    daughters = [name + country.daughter_of for name in country.men]
    return Words(
        _forms(country, men + [name + country.feminine for name in men]),
        _forms(country, [*country.men, *country.women]),
        _forms(country, fathers + daughters),
    )


def _forms(country: Country, names: list[str]) -> list[str]:
    """Every name in every form."""
    plain = [str.maketrans(country.letters[one]) for one in sorted(country.letters)]
    back = str.maketrans(country.reread)
    return [
        form
        for name in names
        for form in (
            name,
            *(name.translate(table) for table in plain),
            name.translate(plain[-1]).translate(back),
            *(_slip(name, n) for n in range(N_TYPOS)),
        )
    ]


def _slip(name: str, n: int) -> str:
    """The name with its n-th typo: two letters swapped, one lost, one doubled, or one for another."""
    rng = generator("register", "typo", name, str(n))
    at = int(rng.integers(1, len(name) - 1))
    wrong = SLIPS[int(rng.integers(0, len(SLIPS)))]
    return (
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + name[at + 1 :],
        name[: at + 1] + name[at:],
        name[:at] + wrong + name[at + 1 :],
        name[:at] + wrong + name[at:],
    )[n % N_TYPOS]

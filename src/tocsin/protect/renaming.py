"""Renames the people of one case: key, book and pseudonyms in one call.

Two files stand in the case folder, both with mode 0600 and neither with a name in it: `pseudonym.key`
and a book. Each way of naming has its own book, so that a case may change its mind and change it back.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from tocsin.protect.book import load_book, save_book
from tocsin.protect.key import load_or_make_key
from tocsin.protect.pseudonym import Person, assign, remember
from tocsin.records.case import Naming

KEY_FILE = "pseudonym.key"
BOOK_FILES = {Naming.NEUTRAL: "pseudonyms-neutral.json", Naming.NAMES: "pseudonyms-names.json"}


def rename(
    folder: Path,
    people: Sequence[Person],
    naming: Naming,
    avoid: Collection[str],
    randomness: Callable[[int], bytes],
    met: Collection[str] = (),
) -> dict[str, str]:
    """Name → pseudonym for the case in `folder`; what was given before stands.

    A case without private people gets neither key nor book.

    Raises:
        ProtectError: key or book cannot be read or written; then nothing may be published.
    """
    if not people:
        return {}
    key = load_or_make_key(folder / KEY_FILE, randomness)
    book = folder / BOOK_FILES[naming]
    issued = load_book(book)
    mapping = assign(people, key, naming, avoid, issued, met)
    grown = remember(mapping, key, issued)
    if grown != issued:
        save_book(book, grown)
    return mapping

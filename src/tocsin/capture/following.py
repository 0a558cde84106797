"""Which addresses on a page are to be followed: those that the user's expression matches, each once."""

import re
from collections.abc import Iterable, Iterator

from tocsin.capture.fetch.address import joined
from tocsin.capture.interface import Link
from tocsin.errors import CaptureError, UsageError


def matching(follow: str | None, references: Iterable[str], base: str) -> Iterator[Link]:
    """The links among `references`, as they stand on the page at `base`, in their order.

    What is no address of the web is passed over: pages are full of `mailto:` and `javascript:`.

    Raises:
        UsageError: `follow` is no regular expression.
    """
    if follow is None:
        return
    wanted, seen = compiled(follow), {base}
    for reference in references:
        try:
            address = str(joined(base, reference))
        except CaptureError:
            continue
        if address not in seen and wanted.search(address):
            seen.add(address)
            yield Link(address=address, found_on=base)


def compiled(follow: str) -> re.Pattern[str]:
    """The expression, ready to be searched for.

    Raises:
        UsageError: it is none.
    """
    try:
        return re.compile(follow)
    except re.error as error:
        raise UsageError(
            "follow", "a regular expression", f"{follow!r} ({error})", "a backslash before . ? + ( ) [ ]"
        ) from error

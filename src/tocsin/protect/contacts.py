"""Finds what leads to a person without a name: telephone, e-mail, handle, document number, coordinates.

Numbers that look alike are told apart by their shape and the words before them: a tax number has a check
digit, a passport number follows the word. So "300,000 men" and "80 + 1" are no telephone numbers.

Source: E.164 (telephone numbers); RFC 5321 section 4.1.2 (mailboxes); the check digits of INN as the Russian
tax service publishes them.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple


class Contact(NamedTuple):
    """One place that leads to somebody."""

    start: int
    end: int
    kind: str
    """`telephone`, `e-mail`, `handle`, `document number` or `coordinates`."""


EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\]|%40)\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]+)+",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@.%/])@[A-Za-z][\w.]{2,31}")
PROFILE = re.compile(
    r"(?:t\.me|telegram\.me|vk\.com|instagram\.com|facebook\.com|ok\.ru|twitter\.com|x\.com|wa\.me)/@?([\w.+]{3,})",
    re.IGNORECASE,
)
TELEPHONE = re.compile(
    r"(?<![\w.,/=-])(?:(?:\+|00)\d{1,3}[\s\u00a0.()-]{0,2}(?:\d[\s\u00a0.()-]{0,2}){7,12}\d"
    r"|8[\s\u00a0(-]{1,2}\d{3}[\s\u00a0)-]{1,2}\d{3}[\s\u00a0-]?\d{2}[\s\u00a0-]?\d{2}|89\d{9})(?![\w,.-]?\d)"
)
TEL_LINK = re.compile(r"(?:tel|sms|whatsapp|callto):\+?[\d().%\s-]{7,}", re.IGNORECASE)
DOCUMENT = re.compile(
    r"(?:passport|паспорт\w*|military\sID|военн\w+\sбилет\w*|ID\scard|driver.s\slicen[cs]e|снилс|инн|inn|snils|полис\w*|загранпаспорт\w*)"
    r"(?:\s(?:no\.?|number|№|номер|серии|серия|series)){0,2}[\s:#№]*"
    r"([А-ЯA-Z]{0,3}[\s№-]{0,3}\d[\d\s№-]{5,14}\d)",
    re.IGNORECASE,
)
SNILS = re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)")
INN = re.compile(r"(?<![\d.,+-])\d{12}(?!\d|[.,-]\d)")
COORDINATES = re.compile(
    r"(?<![\d.])-?\d{1,2}\.\d{4,8}\s?°?\s?[NSns]?\s?[,;]\s?-?\d{1,3}\.\d{4,8}(?![\d.])|\d{1,2}°\d{1,2}[′']\d{1,2}(?:[.,]\d+)?[″\"]\s?[NSСЮ]"
)
AT = re.compile(r"@|\(at\)|\[at\]|%40", re.IGNORECASE)
TWO_DIGITS, MANY_DIGITS = re.compile(r"(?:\D*+\d){2}"), re.compile(r"(?:\D*+\d){9}")
"""A document number has two digits; every other number here has nine, or a sign of its own."""
WEIGHTS = ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))


def find_contacts(text: str, allowed: Collection[str] = ()) -> Iterator[Contact]:
    """Every contact in the text that is not somebody's public one.

    Args:
        text: Prose or markup.
        allowed: Public handles and addresses, lower case, without `@`.
    """
    taken: list[tuple[int, int]] = []
    for start, end, kind, told in _found(text):
        if any(start < right and left < end for left, right in taken):
            continue
        taken.append((start, end))
        if told.casefold().strip("@. ") not in allowed:
            yield Contact(start, end, kind)


def without_contacts(text: str, allowed: Collection[str] = ()) -> str:
    """The text with the kind of each contact in its place."""
    written, at = [], 0
    for one in sorted(find_contacts(text, allowed)):
        written += [text[at : one.start], f"[{one.kind} withheld]"]
        at = one.end
    return "".join([*written, text[at:]])


def _found(text: str) -> Iterator[tuple[int, int, str, str]]:
    # Hardly any text has the signs that each of these needs, and to look for a sign costs next to nothing.
    if AT.search(text):
        for match in EMAIL.finditer(text):
            yield *match.span(), "e-mail", match.group()
    if "/" in text:
        for match in PROFILE.finditer(text):
            yield *match.span(), "handle", match[1]
    if "@" in text:
        for match in HANDLE.finditer(text):
            yield *match.span(), "handle", match.group()
    yield from _numbers(text)


def _numbers(text: str) -> Iterator[tuple[int, int, str, str]]:
    if TWO_DIGITS.match(text):
        for match in DOCUMENT.finditer(text):
            yield *match.span(), "document number", match.group()
    many = MANY_DIGITS.match(text) is not None
    if many:
        for match in SNILS.finditer(text):
            yield *match.span(), "document number", match.group()
        for match in INN.finditer(text):
            if _is_inn(match.group()):
                yield *match.span(), "document number", match.group()
    for match in TEL_LINK.finditer(text) if ":" in text else ():
        yield *match.span(), "telephone", match.group()
    for match in TELEPHONE.finditer(text) if many else ():
        yield *match.span(), "telephone", match.group()
    for match in COORDINATES.finditer(text) if many or "°" in text else ():
        yield *match.span(), "coordinates", match.group()


def _is_inn(digits: str) -> bool:
    """Both check digits of a person's tax number are right."""
    figures = [int(one) for one in digits]
    return all(
        sum(weight * figure for weight, figure in zip(weights, figures, strict=False)) % 11 % 10
        == figures[len(weights)]
        for weights in WEIGHTS
    )

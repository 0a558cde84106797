"""Finds which source an address or a name in a text stands for."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from tocsin.records.source import Source

NOISE = re.compile(r"^(?:the|www\.)\s*|[’']s$", re.IGNORECASE)


def source_of(address: str, sources: Iterable[Source]) -> str | None:
    """The id of the source whose host, alias, title or id `address` is; `None` when no source is known by it.

    A host covers its subdomains: `news.meridian-wire.example` is `meridian-wire.example`. Of several
    hosts that fit, the longest is taken.
    """
    known = tuple(sources)
    host = host_of(address)
    if host:
        fitting = [
            (len(own), source.id)
            for source in known
            for own in source.hosts
            if host == own or host.endswith(f".{own}")
        ]
        if fitting:
            return max(fitting)[1]
    name = folded(address)
    return next((s.id for s in known if name in {folded(n) for n in (s.id, s.title, *s.aliases)}), None)


def host_of(address: str) -> str:
    """The host of a URL or of a bare host name, in lower case; empty when there is none."""
    if "://" not in address:
        address = f"//{address}" if "." in address and " " not in address.strip() else ""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def folded(name: str) -> str:
    """A name without article, possessive and case."""
    return NOISE.sub("", NOISE.sub("", name.strip())).casefold()

"""What a user may type as an address, and what a server may redirect to.

Source: RFC 3986 for the parts; RFC 9110, section 4.2.4: user names in an address are refused.
"""

from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import idna

from tocsin.errors import CaptureError

PORTS = {"http": 80, "https": 443}
SAFE = "/:@!$&'()*+,;=-._~%"


class Address(NamedTuple):
    """The parts of an address that is asked."""

    scheme: str
    """`http` or `https`."""
    host: str
    """Name or number, in ASCII, without brackets."""
    port: int
    """Given, or that of the scheme."""
    target: str
    """Path and query."""

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def parse(text: str) -> Address:
    """The address in `text`, its fragment dropped and its letters made ASCII.

    Raises:
        CaptureError: it is not one of the web, or it holds what could forge a header or a log line.
    """
    if any(ord(letter) < 0x20 or ord(letter) == 0x7F for letter in text.strip(" ")):
        raise _refused(text, "an address on one line", "a control character in it", "typing it again")
    try:
        parts = urlsplit(text.strip(" "))
        port = parts.port
        host = parts.hostname or ""
        named = host if ":" in host else _ascii(host)
    except ValueError as error:
        raise _refused(text, "an address such as https://…", str(error), "typing it again") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise _refused(text, "http or https", scheme or "no scheme", "saving the page to a file")
    if not named or any(letter.isspace() for letter in named):
        raise _refused(text, "an address with a host", "none", "typing it again")
    if parts.username is not None or parts.password is not None:
        raise _refused(
            text.replace(parts.netloc, parts.netloc.rpartition("@")[2]),
            "an address without a user name",
            "one with it: the archive would keep the password",
            "the address without what stands before the @",
        )
    target = quote(parts.path or "/", safe=SAFE) + (
        f"?{quote(parts.query, safe=SAFE + '?')}" if parts.query else ""
    )
    return Address(scheme, named, port if port is not None else PORTS[scheme], target)


def joined(base: str, reference: str) -> Address:
    """The address that `reference` means on the page at `base`.

    Raises:
        CaptureError: it is not one that may be asked.
    """
    try:
        whole = urljoin(base, reference.strip())
    except ValueError as error:
        raise _refused(reference, "an address such as https://…", str(error), "another page") from error
    return parse(whole)


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise ValueError(f"a host that is no name ({error})") from error


def _refused(text: str, expected: str, found: str, advice: str) -> CaptureError:
    where = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return CaptureError(where[:300], expected, found, advice)

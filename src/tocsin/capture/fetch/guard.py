"""Keeps requests out of private networks: the number behind a name is checked, and that number is called.

A page in the open web may redirect to, or a name may resolve to, a router or a database behind the
firewall of whoever runs us. Checking the name is not enough, since a second look-up may give another
number (DNS rebinding). So the connection is opened to the very number that was checked.

Source: RFC 6890 (special-purpose addresses); RFC 6052 and RFC 4291 (IPv4 inside IPv6).
"""

import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

from tocsin.errors import CaptureError

Number = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
NAT64 = IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """The numbers of a host, in the system's order.

    Raises:
        OSError: nobody knows the name.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def verify_public(number: str, where: str) -> None:
    """Check that a number belongs to the open internet.

    Raises:
        CaptureError: it is private, loopback, link-local or of another special kind.
    """
    for one in _faces(ip_address(number.partition("%")[0])):
        if not one.is_global or one.is_multicast:
            raise CaptureError(
                where,
                "an address on the open internet",
                f"{number}, which is not",
                "allow_private = true under [capture] in case.toml, if it is your own server",
            )


def _faces(number: Number) -> Iterable[Number]:
    """The number, and the IPv4 number that lies inside it where one does."""
    yield number
    if isinstance(number, IPv6Address):
        for inner in (number.ipv4_mapped, number.sixtofour, *(number.teredo or ())):
            if inner is not None:
                yield inner
        if number in NAT64:
            yield IPv4Address(int(number) & 0xFFFFFFFF)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to checked numbers only."""

    def __init__(
        self, *, allow_private: bool, look_up: Resolve = resolve, wire: httpcore.NetworkBackend | None = None
    ) -> None:
        self._allow_private = allow_private
        self._look_up = look_up
        self._inner = wire or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first number of the host that answers.

        Raises:
            CaptureError: the name is unknown, or leads where it must not.
            httpcore.ConnectError, httpcore.ConnectTimeout: nobody answers.
        """
        numbers = self._numbers(host, port)
        for number in numbers[:-1]:
            try:
                return self._inner.connect_tcp(number, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._inner.connect_tcp(numbers[-1], port, timeout, local_address, socket_options)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refused: no address of the web leads to a socket of this machine."""
        raise CaptureError(path, "an address of the web", "a socket of this machine", "another address")

    def sleep(self, seconds: float) -> None:
        """Waits."""
        self._inner.sleep(seconds)

    def _numbers(self, host: str, port: int) -> list[str]:
        try:
            numbers = list(self._look_up(host, port))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} is not known ({error})") from error
        if not numbers:
            raise httpcore.ConnectError(f"the name {host} has no number")
        if not self._allow_private:
            for number in numbers:
                verify_public(number, host)
        return numbers

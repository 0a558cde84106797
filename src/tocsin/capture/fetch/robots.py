"""What a site asks of robots, and whether it is heeded.

Source: RFC 9309, section 2.3.1: no file means leave, a server that fails means no leave.
"""

from collections.abc import Callable

from protego import Protego

from tocsin.capture.fetch.address import Address
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload

PATH = "/robots.txt"
MOST_BYTES = 512_000
"""Section 2.5 lets a reader stop after 500 KiB."""
# A longer pause than this is meant for crawlers that take a whole site.
LONGEST_DELAY = 30.0
AGENT = "tocsin"


class Robots:
    """The wishes of every site asked so far; a site's file is read once a run."""

    def __init__(self, ask: Callable[[Address], Payload]) -> None:
        self._ask = ask
        self._known: dict[tuple[str, str], Protego | CaptureError] = {}

    def verify_allowed(self, address: Address) -> None:
        """Check that the site does not mind.

        Raises:
            CaptureError: it does, or its wishes cannot be had.
        """
        wishes = self._wishes(address)
        if isinstance(wishes, CaptureError):
            raise wishes
        if not wishes.can_fetch(str(address), AGENT):
            raise CaptureError(
                str(address),
                "a page that robots may fetch",
                f"that {address.authority}{PATH} forbids it",
                "saving the page by hand, or robots = false under [capture] in case.toml",
            )

    def delay(self, address: Address) -> float:
        """Seconds between two requests that the site asks for."""
        wishes = self._wishes(address)
        if isinstance(wishes, CaptureError):
            return 0.0
        return min(float(wishes.crawl_delay(AGENT) or 0.0), LONGEST_DELAY)

    def _wishes(self, address: Address) -> Protego | CaptureError:
        site = (address.scheme, address.authority)
        if site not in self._known:
            self._known[site] = self._read(address._replace(target=PATH))
        return self._known[site]

    def _read(self, address: Address) -> Protego | CaptureError:
        try:
            answer = self._ask(address)
        except CaptureError as error:
            return error
        if answer.status >= 500 or answer.status == 429:
            return CaptureError(
                str(address), "what the site asks of robots", f"status {answer.status}", "another time"
            )
        text = answer.body[:MOST_BYTES].decode("utf-8", "replace") if answer.status < 300 else ""
        return Protego.parse(text)

"""What the report on a single register says, by language: a table of phrases, and of names that it is handed.

A phrase has slots. A name (of an office, a cause, a group, a case) is told as the audit gives it, unless the
table has it in the page's own language; numbers in it are left where they are.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.briefing.language.choose import LANGUAGES
from tocsin.errors import BriefingError
from tocsin.records.register_audited import Measured

NUMBER = re.compile(r"\d+")
THIN = "\N{NARROW NO-BREAK SPACE}"


class Wording:
    """One language of the page."""

    def __init__(self, code: str) -> None:
        """The table of that language.

        Raises:
            BriefingError: there is none.
        """
        self.code = code
        self._phrases, self._names = _table(code)

    def t(self, key: str, /, **slots: Any) -> str:
        """The phrase of that key, its slots filled.

        Raises:
            BriefingError: the table has no such phrase.
        """
        if key not in self._phrases:
            raise BriefingError(f"audit phrases of {self.code!r}", f"the phrase {key!r}", "none", "adding it")
        return self._phrases[key].format(**slots)

    def name(self, text: str) -> str:
        """A name or a sentence that came with the audit, in this language where the table has it."""
        found = self._names.get(text) or self._names.get(NUMBER.sub("#", text))
        if found is None:
            return text
        numbers = iter(NUMBER.findall(text))
        return re.sub("#", lambda _: next(numbers), found)

    def decimal(self, text: str) -> str:
        """A figure with this language's decimal mark."""
        return text.replace(".", ",") if self.code == "ru" else text

    def count(self, n: float) -> str:
        """A count with thousands set apart."""
        return f"{n:,.0f}".replace(",", THIN)

    def percent(self, share: float) -> str:
        """A share in per cent, with a decimal or two where it is small."""
        near = min(share, 1 - share)
        digits = 0 if near < 0.00005 or near >= 0.095 else 1 if near >= 0.0095 else 2
        return self.decimal(f"{100 * share:.{digits}f}{THIN}%")

    def between(self, found: Measured) -> str:
        """A share with its interval."""
        return f"{self.percent(found.value)} ({self.interval(found.low, found.high)})"

    def interval(self, low: float, high: float) -> str:
        """An interval of shares, its unit said once."""
        return f"{self.percent(low).removesuffix(THIN + '%')}–{self.percent(high)}"

    def points(self, change: float) -> str:
        """A change in percentage points, with its sign; nothing where it is none."""
        shown = f"{100 * change:+.1f}" if abs(change) >= 0.00995 else f"{100 * change:+.2f}"
        if float(shown) == 0:
            return "0"
        return self.decimal(shown).replace("-", "\N{MINUS SIGN}")

    def moved(self, found: Measured) -> str:
        """A change with its interval."""
        if found.low == found.high == 0:
            return "0"
        low, high = self.points(found.low), self.points(found.high)
        return f"{self.points(found.value)} ({low}\N{HAIR SPACE}…\N{HAIR SPACE}{high})"


@cache
def wording(code: str) -> Wording:
    """The wording of a language."""
    return Wording(code)


def _table(code: str) -> tuple[dict[str, str], dict[str, str]]:
    if code not in LANGUAGES:
        raise BriefingError("language of the audit", " or ".join(LANGUAGES), repr(code), "one of these")
    text = files("tocsin.briefing.auditing").joinpath("words", f"{code}.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return table["phrases"], table.get("names", {})

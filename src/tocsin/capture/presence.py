"""What one answer says about whether a page is there.

Source: RFC 9110, section 15 (status codes); RFC 7725 (451).
"""

import re

from tocsin.records.capture import Presence

# A page that says it is not there with status 200 says so at its head and says little else.
SOFT_LENGTH = 600
_SOFT = re.compile(
    r"\b(page|document|article|bill)( \w+){0,3} (not found|no longer (available|exists))"
    r"|\b(page|document|article|bill) (was|has been) removed"
    r"|(страница|документ|материал|законопроект)( \w+){0,3} не (найден|существует)"
    r"|\b(страница|материал) удал[её]н"
    r"|\b404\b.{0,20}(not found|не найден)",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"\b(verify|confirm|prove)( that)? you( are|'re|’re) (a )?(human|not a robot)\b|\bcaptcha\b"
    r"|\bchecking (your browser|if the site connection is secure)\b"
    r"|\benable javascript and cookies to continue"
    r"|подтвердите, что (вы не робот|запросы отправляли вы)|\bвы не робот\b|\bкапч[аиу]\b"
    r"|^(access|request)( to this \w+)? (is |has been |was )?(denied|forbidden|blocked)\b"
    r"|^доступ( к \w+)? (запрещ[её]н|ограничен|заблокирован)"
    r"|\bnot available in your (country|region|location)\b"
    r"|недоступ(ен|на|но) (в|на территории) (вашем|вашей|вашего) (регион|стран)",
    re.IGNORECASE | re.MULTILINE,
)
LOST = (Presence.GONE, Presence.BLOCKED, Presence.SOFT_GONE, Presence.MOVED, Presence.EMPTIED)


def classify(status: int, text: str | None = None) -> Presence:
    """What an answer with that status and main text says about the page; `None` when no text was made."""
    if status in (404, 410):
        return Presence.GONE
    if status in (401, 403, 451):
        return Presence.BLOCKED
    if 300 <= status < 400 and status != 304:
        return Presence.MOVED
    if not 200 <= status < 400:
        return Presence.UNREACHABLE
    if text is None:
        return Presence.PRESENT
    if not text.strip():
        return Presence.EMPTIED
    if len(text) <= SOFT_LENGTH and _CHALLENGE.search(text):
        return Presence.BLOCKED
    is_soft = len(text) <= SOFT_LENGTH and _SOFT.search(text)
    return Presence.SOFT_GONE if is_soft else Presence.PRESENT

"""What watching noticed, in words for those who are told."""

from datetime import datetime

from tocsin.records.alert import Alert, News, alert_id
from tocsin.records.capture import Change, Edit, Memento, Presence, Vanishing
from tocsin.records.watch import Return

PRESENCE_WORDS = {
    Presence.GONE: "The server says that there is no such page.",
    Presence.BLOCKED: "The page is there for others perhaps, and refused to us.",
    Presence.SOFT_GONE: "In its place stands a notice or the front page.",
    Presence.MOVED: "The address now leads to another page.",
    Presence.EMPTIED: "The page is there, and its text is not.",
}
MOST_WORDS = 40
MOST_EDITS = 8


def told(found: Vanishing | Return, now: datetime) -> Alert:
    """The alert about a vanishing or a return."""
    return vanished(found, now) if isinstance(found, Vanishing) else returned(found, now)


def vanished(one: Vanishing, now: datetime) -> Alert:
    """That a page vanished, confirmed by repeated tries."""
    return Alert(
        id=alert_id(News.VANISHED, one.address, one.last_seen, one.first_missed),
        news=News.VANISHED,
        at=now,
        address=one.address,
        title=f"Vanished: {one.title}",
        text=f"{PRESENCE_WORDS[one.presence]} Last seen {one.last_seen_at:%d %B %Y, %H:%M} UTC, "
        f"first missed {one.first_missed_at:%d %B %Y, %H:%M} UTC.",
        cites=(one.last_seen, one.first_missed),
    )


def returned(one: Return, now: datetime) -> Alert:
    """That a page which had vanished is there again."""
    return Alert(
        id=alert_id(News.RETURNED, one.address, one.vanishing_id, one.capture_id),
        news=News.RETURNED,
        at=now,
        address=one.address,
        title=f"Came back: {one.title}",
        text="The page that had vanished is there again. Compare it with what it was.",
        cites=(one.capture_id,),
    )


def appeared(new: Memento, now: datetime) -> Alert:
    """That a page appeared among those that are followed."""
    return Alert(
        id=alert_id(News.APPEARED, new.address, new.capture_id),
        news=News.APPEARED,
        at=now,
        address=new.address,
        title=f"New: {new.title}",
        text=_cut(new.text.replace("\n", " ").split()),
        cites=(new.capture_id,),
    )


def changed(change: Change, now: datetime) -> Alert:
    """That a page changed, with the words that went and came."""
    edits = [_edit(one) for one in change.edits[:MOST_EDITS]]
    more = [f"… and {len(change.edits) - MOST_EDITS} more places"] if len(change.edits) > MOST_EDITS else []
    return Alert(
        id=alert_id(News.CHANGED, change.address, change.before, change.after),
        news=News.CHANGED,
        at=now,
        address=change.address,
        title=f"Changed: {change.title} ({change.n_added} words came, {change.n_removed} went)",
        text="\n".join(edits + more),
        cites=(change.before, change.after),
    )


def _edit(one: Edit) -> str:
    went = f"[-{_cut(one.before.split())}-]" if one.before else ""
    came = f"{{+{_cut(one.after.split())}+}}" if one.after else ""
    return " ".join(filter(None, (one.lead, went, came, one.trail))).replace("\n", " ")


def _cut(words: list[str]) -> str:
    return " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")

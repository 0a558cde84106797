"""Series with their titles as a tracking file words them in a language, where it does."""

import msgspec

from tocsin.briefing.localise import told
from tocsin.records.opinion import Groups, Tracked


def worded(found: Tracked, code: str) -> Tracked:
    """The series with every title in the language of that code; a title it lacks stays as it is."""
    return msgspec.structs.replace(
        told(found, code, "title"),
        series=tuple(told(one, code, "title") for one in found.series),
        groups=tuple(_groups(one, code) for one in found.groups),
    )


def _groups(each: Groups, code: str) -> Groups:
    groups = tuple(told(one, code, "title") for one in each.groups)
    return msgspec.structs.replace(told(each, code, "title"), groups=groups)

"""Everything that can go wrong at a boundary, as a tree.

    TocsinError
    ├── UsageError        the command was called wrongly, or its input cannot be used
    │   ├── CatalogueError   a catalogue or case file has a wrong key or value
    │   ├── CaseError        the folder is not a case, or cannot be read or written
    │   └── SurveyError      a survey's file, design or margins cannot be used
    ├── CaptureError      one thing could not be retrieved or made readable
    ├── ArchiveError      the archive cannot be written or read
    │   └── DamageError      the archive is not what the ledger says it was
    ├── StoreError        the database cannot be opened, migrated or written
    ├── ReadingError      a text cannot be read at all, or a language pack is missing
    ├── AssessError       the question and its evidence do not make a proper assessment
    ├── GuardError        a register was not made by our own generator in this case; nothing was joined
    ├── AlertError        somebody could not be told; what waits is sent later
    ├── ProtectError      a private person could not be protected; nothing may be published
    │   ├── LeakError        something that was to leave would tell who a private person is
    │   ├── CrowdError       too few people fit what briefings together tell of one
    │   └── VaultError       the vault cannot be opened or written; what is in it stays as it was
    └── BriefingError     the briefing cannot be written

Every message has the form "*where*: expected X, found Y; try Z".
"""


class TocsinError(Exception):
    """Parent of everything we raise at a boundary; its message is one line for the user."""

    def __init__(self, where: str, expected: str, found: str, advice: str) -> None:
        self.where = where
        self.expected = expected
        self.found = found
        self.advice = advice
        line = f"{where}: expected {expected}, found {found}; try {advice}"
        super().__init__(" ".join(line.split()))


class UsageError(TocsinError):
    """The command was called wrongly, or its input cannot be used."""


class CatalogueError(UsageError):
    """A catalogue or case file has a wrong key or value."""


class CaseError(UsageError):
    """The folder is not a case, or it cannot be read or written."""


class SurveyError(UsageError):
    """A survey's file, design or margins cannot be used."""


class CaptureError(TocsinError):
    """One thing could not be retrieved or made readable."""


class ArchiveError(TocsinError):
    """The archive cannot be written or read."""


class DamageError(ArchiveError):
    """The archive is not what the ledger says it was."""


class StoreError(TocsinError):
    """The database cannot be opened, migrated or written."""


class ReadingError(TocsinError):
    """A text cannot be read at all, or a language pack is missing."""


class AssessError(TocsinError):
    """The question and its evidence do not make a proper assessment."""


class GuardError(TocsinError):
    """A register was not made by our own generator in this case; nothing was joined."""


class AlertError(TocsinError):
    """Somebody could not be told; what waits is sent later."""


class ProtectError(TocsinError):
    """A private person could not be protected; nothing may be published."""


class LeakError(ProtectError):
    """Something that was to leave would tell who a private person is; nothing was written."""


class CrowdError(ProtectError):
    """Too few people fit what the briefings of a case together tell of one; nothing was written."""


class VaultError(ProtectError):
    """The vault cannot be opened or written; what is in it stays as it was."""


class BriefingError(TocsinError):
    """The briefing cannot be written."""

"""How much one item may cost. A limit that is met is named in the issue, so that the user can raise it."""

from tocsin.records.record import Record


class Limits(Record):
    """Bounds on one item."""

    file_bytes: int = 50_000_000
    """A file of this size or more is refused."""
    pdf_seconds: int = 30
    """Processor time for one PDF; twice that on the clock."""
    pdf_memory_bytes: int = 1_500_000_000
    """Address space for one PDF."""
    pdf_pages: int = 2_000
    """Pages read of one PDF."""
    page_seconds: float = 150
    """Time for one page of many, on the clock; a PDF among them has its own bounds."""
    page_memory_bytes: int = 2_000_000_000
    """Address space of the process that reads many pages."""
    export_bytes: int = 500_000_000
    """A chat export of this size or more is refused."""
    carried_bytes: int = 20_000_000_000
    """What a web archive may unpack to."""

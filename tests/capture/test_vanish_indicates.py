"""A vanished page is an indication where it is an authority's, on the matter, and gone for everybody."""

from datetime import UTC, date, datetime

import pytest

from tocsin import pipeline
from tocsin.catalogue.templates import new_case
from tocsin.desk.desk import Clock, opened
from tocsin.desk.readings import read

NOW = datetime(2023, 3, 1, 12, tzinfo=UTC)
MATTER = (
    "Officials are building a single electronic register of men liable for military service. "
    "Draft notices will be delivered online, the mobilization bill says."
)
OTHER = "The bill sets the width of lanes on bridges and the order in which small rivers are named on maps."
ENTRY = """
[[capture]]
address = "{address}"
captured_at = {at}
status = {status}
"""


def _seen(folder, address, text, lost) -> list[str]:
    """Ids of indicators seen once a page that said `text` has answered `lost`."""
    new_case(folder / "case", "blank", date(2023, 1, 1))
    (folder / "page.html").write_text(f"<html><body><main><p>{text}</p></main></body></html>", "utf-8")
    shown = ENTRY.format(address=address, at="2023-02-01T10:00:00Z", status=200) + 'file = "page.html"\n'
    missed = ENTRY.format(address=address, at="2023-02-03T10:00:00Z", status=lost)
    (folder / "captures.toml").write_text(shown + missed, "utf-8")
    done = pipeline.add(folder / "case", [str(folder / "captures.toml")], NOW)
    assert len(done.vanishings) == 1
    with opened(folder / "case") as desk:
        read(desk)
        return [one.spans.indicator for one in desk.evidence(NOW, Clock.CAPTURED).indications]


DUMA, PAPER = "https://sozd.duma.gov.ru/bill/104", "https://meduza.io/en/news/104"


@pytest.mark.parametrize(
    ("address", "text", "lost", "counts"),
    [
        (DUMA, MATTER, 404, True),
        (DUMA, MATTER, 410, True),
        (DUMA, MATTER, 403, False),
        (DUMA, MATTER, 451, False),
        (DUMA, MATTER, 301, False),
        (DUMA, OTHER, 404, False),
        (PAPER, MATTER, 404, False),
        ("https://unknown.example/104", MATTER, 404, False),
    ],
)
def test_only_a_page_of_an_authority_on_the_matter_that_is_gone_counts(tmp_path, address, text, lost, counts):
    assert ("page_vanished" in _seen(tmp_path, address, text, lost)) is counts

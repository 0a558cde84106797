"""What enters the briefing: quoted as archived, names replaced, nothing lost."""

from datetime import UTC, date, datetime

from tocsin.briefing.labels import title
from tocsin.briefing.language.choose import language
from tocsin.briefing.quoting import excerpt
from tocsin.briefing.rows import unnamed
from tocsin.records.assessment import Assessment, Missing, Origin
from tocsin.records.briefing import Briefing
from tocsin.records.capture import DateBasis, Memento
from tocsin.records.prediction import Fate
from tocsin.records.record import decode, encode

PRIVATE, PSEUDONYM = "Anna Petrova", "Interviewee 1"


def test_no_private_name_enters_the_briefing(briefing: Briefing) -> None:
    written = encode(briefing).decode()
    assert PRIVATE not in written
    assert "Anna" not in written
    assert PSEUDONYM in written


def test_a_private_name_in_the_name_of_a_file_or_in_why_texts_are_one_is_replaced() -> None:
    answer = Assessment(
        id="assessment-1",
        question="q",
        as_of=datetime(2023, 2, 6, tzinfo=UTC),
        headline_deadline=date(2023, 4, 1),
        hypotheses=(),
        prior=(),
        by_deadline=(),
        contributions=(),
        origins=(Origin(id="o", first_memento="m", mementos=("m",), basis=(f"both quote {PRIVATE}",)),),
        missing=(Missing(source=f"{PRIVATE}.pdf", reason="cut short"),),
        method="test 1",
    )
    written = encode(unnamed(answer, lambda text: text.replace(PRIVATE, PSEUDONYM))).decode()
    assert PRIVATE not in written
    assert written.count(PSEUDONYM) == 2


def test_the_briefing_survives_the_round_trip_through_json(briefing: Briefing) -> None:
    assert decode(encode(briefing), Briefing) == briefing


def test_the_same_records_make_the_same_briefing(briefing: Briefing, another_briefing: Briefing) -> None:
    assert encode(briefing) == encode(another_briefing)


def test_citations_are_numbered_in_order_and_every_reference_resolves(briefing: Briefing) -> None:
    known = [each.id for each in briefing.citations]
    assert known == [f"c{n + 1}" for n in range(len(known))]
    used = {cite for move in briefing.moves for cite in move.cites}
    used |= {cite for cites in briefing.contribution_cites.values() for cite in cites}
    used |= {cite for size in briefing.sizes for cite in size.cites}
    used |= {each.cite for each in (*briefing.claims, *briefing.predictions)}
    used |= {cite for row in briefing.board for cell in row.cells for cite in cell.cites}
    used |= {cite for row in briefing.vanishings for cite in row.cites}
    used |= {cite for row in (*briefing.timeline, *briefing.places) for cite in row.cites}
    assert used == set(known)


def test_one_figure_in_two_texts_is_one_row_with_two_reports(briefing: Briefing) -> None:
    [row] = [each for each in briefing.sizes if each.low == 200_000]
    assert (row.speaker, row.reports, row.said_on) == ("Western officials", 2, date(2023, 2, 2))


def test_a_claim_without_a_speaker_is_the_publishers(briefing: Briefing) -> None:
    [row] = [each for each in briefing.claims if "Round-ups" in each.content]
    assert row.speaker == "Regional channel"


def test_a_week_without_texts_is_not_looked_at_and_one_with_texts_is(briefing: Briefing) -> None:
    [row] = [each for each in briefing.board if each.indicator == "exit"]
    states = {cell.week: cell.state for cell in row.cells}
    assert states[date(2023, 1, 30)] == "observed"
    assert states[date(2022, 10, 24)] == "none"
    assert states[date(2022, 10, 31)] == "unseen"


def test_every_row_of_the_board_has_the_same_weeks(briefing: Briefing) -> None:
    assert len({tuple(cell.week for cell in row.cells) for row in briefing.board}) == 1


def test_two_origins_make_an_observation_and_copies_of_one_do_not(briefing: Briefing) -> None:
    [row] = [each for each in briefing.board if each.indicator == "warning"]
    [cell] = [each for each in row.cells if each.week == date(2023, 1, 30)]
    assert (cell.state, cell.n_origins, len(cell.cites)) == ("once", 1, 2)


def test_moves_are_the_new_contributions_strongest_first(briefing: Briefing) -> None:
    assert [move.bits for move in briefing.moves] == [0.9, 0.8, 0.6, -0.3, 0.3, 0.2]
    assert briefing.moves[0].text == "Outside warning (Continental Wire, 2 Feb 2023)"


def test_a_prediction_shows_its_fate_on_the_day_of_the_briefing(briefing: Briefing) -> None:
    assert [each.fate for each in briefing.predictions] == [Fate.FALSE, Fate.OPEN]


def test_context_stays_in_the_paragraph_of_the_span() -> None:
    text = "First one.\nShe said much about it all.\nLast one."
    start = text.index("much")
    assert excerpt(text, start, start + 4, str) == ("She said ", "much", " about it all.")


def test_a_name_across_the_edge_of_a_span_leaves_no_half_behind() -> None:
    def full_name_only(text: str) -> str:
        return text.replace(PRIVATE, PSEUDONYM)

    text = f"It was {PRIVATE} who came."
    start = text.index("Petrova")
    parts = excerpt(text, start, start + len("Petrova who"), full_name_only)
    assert parts == ("", f"It was {PSEUDONYM} who came.", "")


def pasted(text: str) -> Memento:
    return Memento(
        id="memento-1",
        capture_id="capture-1",
        address="file:///pasted.txt",
        captured_at=datetime(2023, 2, 1, tzinfo=UTC),
        source_id=None,
        title=text.splitlines()[0],
        author=None,
        published_at=datetime(2023, 1, 26, tzinfo=UTC),
        date_basis=DateBasis.CARRIER,
        language="en",
        text=text,
        method="plain text 1",
    )


def test_the_first_words_of_a_pasted_text_are_no_headline() -> None:
    assert (
        title(pasted("Press play to listen\nSergei waits.\nHe waits."), language("en"))
        == "pasted.txt, 26 Jan 2023"
    )


def test_a_first_line_that_a_blank_line_parts_from_the_text_is_a_headline() -> None:
    assert (
        title(pasted("Enough half measures\n2023-01-30\n\nEveryone knows."), language("en"))
        == "Enough half measures"
    )

"""Relaxed F1 counts what it says: content half in common, sources sharing a word, each once."""

from training.measure import Tally, Words, pair, tally

TEXT = "Ana said Bor would leave the town by noon today"
WORDS = Words(TEXT)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


WANTED = [pair(WORDS, [span("Ana")], [span("Bor would leave the town by noon today")])]


def test_half_of_the_content_in_common_is_enough() -> None:
    assert tally(WANTED, [pair(WORDS, [span("Ana")], [span("Bor would leave the")])]).right == 1
    assert tally(WANTED, [pair(WORDS, [span("Ana")], [span("Bor would leave")])]).right == 0


def test_another_source_or_none_is_wrong() -> None:
    content = [span("Bor would leave the town by noon today")]
    assert tally(WANTED, [pair(WORDS, [span("Bor")], content)]).right == 0
    assert tally(WANTED, [pair(WORDS, [], content)]).right == 0


def test_an_annotated_one_counts_once() -> None:
    found = [*WANTED, *WANTED]
    reached = tally(WANTED, found)
    assert reached == Tally(1, 2, 1)
    assert reached.f1 == 2 / 3

"""Changing words moves every offset with them: what was labelled stays labelled."""

import random

from hypothesis import given
from hypothesis import strategies as st
from training.augment import join_paragraphs, requote, untokenise, vary
from training.edits import Edit, apply
from training.examples import Example, Told
from training.lengthen import Said, lengthen
from training.markup import attributions, parse

TEXT = "Ana Ruiz said Bor would “ wait ” .\n\nBor denied it ."
TOLD = (
    Told(((0, 8),), ((9, 13),), ((14, TEXT.index(" .")),)),
    Told(((TEXT.rindex("Bor"), TEXT.rindex("Bor") + 3),), ((TEXT.index("denied"), TEXT.index(" it")),), ()),
)
EXAMPLE = Example("x", TEXT, TOLD)


def words(example: Example) -> list[list[str]]:
    return [[example.text[a:b] for spans in one for a, b in spans] for one in example.told]


@given(
    st.lists(
        st.tuples(st.sampled_from(["Ana Ruiz", "Bor", "denied"]), st.text("xyz ", max_size=9)), max_size=3
    )
)
def test_a_swapped_name_changes_the_spans_that_held_it_and_no_other(swaps: list[tuple[str, str]]) -> None:
    chosen = dict(swaps)
    edits = [
        Edit(place, place + len(old), new)
        for old, new in chosen.items()
        for place in range(len(TEXT))
        if TEXT.startswith(old, place)
    ]

    changed = apply(EXAMPLE, edits)
    expected = TEXT
    for edit in sorted(edits, reverse=True):
        expected = expected[: edit.start] + edit.words + expected[edit.end :]
    assert changed.text == expected
    assert words(changed)[0][1] == "said"
    assert words(changed)[0][0] == chosen.get("Ana Ruiz", "Ana Ruiz")
    assert words(changed)[1] == [chosen.get("Bor", "Bor"), chosen.get("denied", "denied")]


def test_spaces_of_a_tokenised_text_go_and_spans_keep_their_words() -> None:
    plain = untokenise(
        Example("x", "He said : `` We 're here . '' Then", (Told(((0, 2),), ((3, 7),), ((10, 29),)),))
    )
    assert plain.text == "He said: “We're here.” Then"
    assert words(plain) == [["He", "said", "“We're here.”"]]


def test_other_quotation_marks_move_nothing() -> None:
    changed = requote(EXAMPLE, "«", "»")
    assert changed.told == EXAMPLE.told
    assert "« wait »" in changed.text


@given(st.integers(0, 99))
def test_every_shape_keeps_each_cue(seed: int) -> None:
    names = {"PERSON 1": ["Eva", "Jo"], "PERSON 2": ["Li Wen"]}
    mentions = [(0, 8, "PERSON"), (14, 17, "PERSON"), (TEXT.rindex("Bor"), TEXT.rindex("Bor") + 3, "PERSON")]
    varied = vary(EXAMPLE, mentions, names, random.Random(seed))
    assert [varied.text[slice(*one.cues[0])] for one in varied.told] == ["said", "denied"]


def test_joined_paragraphs_run_on() -> None:
    example = Example("x", "One said so.\n\nTwo said no.", (Told((), ((18, 22),), ((23, 25),)),))
    joined = join_paragraphs(example, random.Random(1))
    assert words(joined) == [["said", "no"]]


@given(st.integers(0, 1000))
def test_what_is_made_longer_keeps_every_source_and_cue(seed: int) -> None:
    marked = "{s1|She} {c1|said} {t1|that it was late}. {t2|“Go home,”} {s2|he} {c2|told} them. {t2|“Now.”}"
    parsed = parse(marked)
    before = Example("one", parsed.text, attributions(parsed))
    said = Said(["he had met the man once"], ["Nobody knew why. We waited."])
    after = lengthen(before, said, random.Random(seed), share=0.7)
    for old, new in zip(before.told, after.told, strict=True):
        for one, other in ((old.sources, new.sources), (old.cues, new.cues)):
            assert [before.text[a:b] for a, b in one] == [after.text[a:b] for a, b in other]
        first, last = new.contents[0][0], new.contents[-1][1]
        assert after.text[first:last][0] == before.text[old.contents[0][0]]
        assert after.text[last : last + 2] in (". ", "")

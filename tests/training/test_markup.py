"""The markup says exactly which words it labels, and refuses what the guideline does not know."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.corpus import TEXTS, read_marked
from training.markup import MarkupError, attributions, parse

PLAIN = st.text(alphabet=st.characters(exclude_characters="{}|", exclude_categories=["Cs"]))
LABELS = st.sampled_from(["s1", "c1", "t1", "w topic:losses", "i:callup_decree", "p:Ana Ruiz", "deny pred"])


@st.composite
def marked(draw: st.DrawFn, depth: int = 3) -> tuple[str, str]:
    """A marked text and the same without its markup."""
    written, bare = "", ""
    for _ in range(draw(st.integers(0, 3))):
        word = draw(PLAIN)
        written, bare = written + word, bare + word
        if depth and draw(st.booleans()):
            inner_written, inner_bare = draw(marked(depth - 1))
            written += "{" + draw(LABELS) + "|" + inner_written + "}"
            bare += inner_bare
    return written, bare


@given(marked())
def test_taking_the_markup_off_leaves_every_other_character(pair: tuple[str, str]) -> None:
    written, bare = pair
    found = parse(written)
    assert found.text == bare
    assert len(found.labels) == written.count("{")
    assert all(0 <= one.start <= one.end <= len(bare) for one in found.labels)


def test_a_broken_quotation_is_one_attribution_with_two_contents() -> None:
    found = parse("{t4|“We wait,”} {s4|she} {c4|said}. {t4|“Then we go.”}")
    (told,) = attributions(found)
    assert [found.text[a:b] for a, b in told.contents] == ["“We wait,”", "“Then we go.”"]
    assert [found.text[a:b] for a, b in told.sources] == ["she"]


def test_nested_attributions_keep_their_own_numbers() -> None:
    found = parse("{s1|The paper} {c1|says} {t1|{s2|aides} {c2|fear} {t2|a draft}}")
    outer, inner = attributions(found)
    assert found.text[slice(*outer.contents[0])] == "aides fear a draft"
    assert found.text[slice(*inner.contents[0])] == "a draft"


def test_a_source_shared_by_two_verbs_belongs_to_both() -> None:
    found = parse("{s1 s2|He} {c1|said} {t1|no} and {c2|swore} {t2|it was so}")
    assert len({told.sources for told in attributions(found)}) == 1


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{s1|He", "s1 is never closed"),
        ("He} said", "nothing to close"),
        ("{z1|He} said", "unknown label 'z1'"),
        ("{cert:sure|He} said", "unknown label 'cert:sure'"),
    ],
)
def test_faulty_markup_is_refused_where_it_stands(written: str, message: str) -> None:
    with pytest.raises(MarkupError, match=re.escape(message)):
        parse(written)


def test_every_text_of_ours_is_marked_up_as_the_guideline_says() -> None:
    texts = sorted(TEXTS.glob("*.txt"))
    assert len(texts) >= 120
    heads = []
    for path in texts:
        head, body = read_marked(path)
        heads.append(head["id"])
        found = parse(body)
        for told in attributions(found):
            for start, end in (*told.sources, *told.cues, *told.contents):
                assert found.text[start:end].strip() == found.text[start:end] != "", path.name
    assert len(set(heads)) == len(heads)


def test_no_attribution_of_ours_lacks_its_cue_or_its_content() -> None:
    for path in sorted(TEXTS.glob("*.txt")):
        labels = {one for found in parse(read_marked(path)[1]).labels for one in found.labels}
        numbers = {one[1:] for one in labels if re.fullmatch(r"[sct]\d+", one)}
        assert {f"{role}{number}" for role in "ct" for number in numbers} <= labels, path.name

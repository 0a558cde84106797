"""`tocsin read` is a filter: a line in, a line out, in order, with exact offsets and stdout for it alone."""

import json

import pytest

TEXTS = [
    {
        "id": "wire",
        "date": "2023-01-07",
        "text": "The minister said on Friday that 300,000 to 500,000 men would be called up from 15 January.",
    },
    {
        "id": 2,
        "text": "🔔 “No second wave is planned,” Dmitry Peskov told reporters. Commissariats are hiring.",
    },
    {"id": "ru", "lang": "xx", "text": "A text in a language for which there is no pack."},
    {"id": "none", "text": "   "},
    {"id": "last", "text": "The bakery on the corner sells bread.", "colour": "an unknown key is left alone"},
]
KEYS = {"id", "lang", "claims", "indications", "protected", "issues"}
ALL = {"attributions", "quantities", "times"}


def spans(found):
    """Every object of the output that claims to be a span of the text."""
    if isinstance(found, dict):
        if {"text", "start", "end"} <= found.keys():
            yield found
        for value in found.values():
            yield from spans(value)
    elif isinstance(found, list):
        for value in found:
            yield from spans(value)


def lines(texts) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in texts)


@pytest.fixture(scope="module")
def whole(alone):
    return alone("read", "--all", given=lines(TEXTS))


@pytest.fixture(scope="module")
def brief(alone):
    return alone("read", "--date", "2023-02-06", given=lines(TEXTS))


@pytest.fixture(params=["whole", "brief"])
def ran(request):
    return request.getfixturevalue(request.param)


def test_one_line_comes_out_for_each_line_in_the_same_order(ran):
    assert (ran.code, ran.err) == (0, "")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["wire", "2", "ru", "none", "last"]


def test_offsets_are_those_of_the_text_in_characters(ran):
    n_spans = 0
    for given, line in zip(TEXTS, ran.out.splitlines(), strict=True):
        for span in spans(json.loads(line)):
            assert given["text"][span["start"] : span["end"]] == span["text"]
            n_spans += 1
    assert n_spans > 5


def test_the_keys_are_those_of_the_contract(whole, brief):
    for line in brief.out.splitlines():
        assert json.loads(line).keys() == KEYS
    for line in whole.out.splitlines():
        assert json.loads(line).keys() == KEYS | ALL


def test_a_claim_carries_who_said_it_and_the_number_as_a_range(whole):
    claim = json.loads(whole.out.splitlines()[0])["claims"][0]
    assert claim["source"]["text"] == "The minister"
    assert claim["cue"]["text"] == "said"
    assert claim["kind"] == "indirect"
    assert claim["topic"] == "callup_size"
    assert (claim["polarity"], claim["prediction"]) == ("affirm", True)
    assert [(one["low"], one["high"]) for one in claim["quantities"]] == [(300_000, 500_000)]


def test_with_all_attributions_are_pairs_of_offsets_and_times_carry_a_timex_value(whole):
    first = json.loads(whole.out.splitlines()[0])
    text = TEXTS[0]["text"]
    one = first["attributions"][0]
    assert one.keys() == {"sources", "cues", "contents", "type"}
    assert [text[start:end] for start, end in one["cues"]] == ["said"]
    assert {time["value"] for time in first["times"]} == {"2023-01-06", "2023-01-15"}
    assert {time["type"] for time in first["times"]} == {"DATE"}


def test_a_text_that_cannot_be_read_is_an_issue_and_the_rest_goes_on(ran):
    read = [json.loads(line) for line in ran.out.splitlines()]
    assert "found language xx" in read[2]["issues"][0]["reason"]
    assert "white space" in read[3]["issues"][0]["reason"]
    assert not read[4]["issues"]


def test_no_lines_in_are_no_lines_out(alone):
    assert alone("read", given=b"\n\n") == (0, "", "")


@pytest.mark.parametrize(
    ("flaw", "line"),
    [
        ("no JSON", b"nonsense"),
        ("no object", b"[1, 2]"),
        ("no text", b'{"id": "1"}'),
        ("a text that is no text", b'{"id": "1", "text": null}'),
        ("bytes that are no UTF-8", b'{"id": "1", "text": "\xe9t\xe9"}'),
        ("a day that does not exist", b'{"id": "1", "text": "a", "date": "2023-02-30"}'),
    ],
)
def test_a_bad_line_is_named_by_its_number(alone, flaw, line):
    ran = alone("read", given=b"\n" + line + b"\n")
    assert (ran.code, ran.out) == (2, ""), flaw
    assert ran.err.startswith("standard input, line 2: expected ")
    assert "; try " in ran.err
    assert len(ran.err.splitlines()) == 1


def test_what_came_before_a_bad_line_is_still_given(alone):
    ran = alone("read", given=lines(TEXTS[:1]) + b"{\n")
    assert ran.code == 2
    assert json.loads(ran.out)["id"] == "wire"
    assert ran.err.startswith("standard input, line 2: expected JSON")


def test_who_is_known_to_all_and_what_an_edition_is_called_are_nobody_to_protect(alone):
    text = "Vladimir Putin decreed mobilisation on Friday. Nadia Verlo heard of it from Meridian Wire."
    ran = alone("read", given=lines([{"id": "a", "lang": "en", "text": text}]))
    assert [one["name"] for one in json.loads(ran.out)["protected"]] == ["Nadia Verlo"]

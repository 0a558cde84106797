"""A language model as a second reader, against a real server: what it says is a proposal, or refused."""

from pathlib import Path
from typing import Any

import pytest
from model_server import Reply, claims, content, served, slow, status

from tocsin.capture.completing import Endpoint
from tocsin.desk.second import render
from tocsin.errors import CaptureError
from tocsin.reading.reader import Reader
from tocsin.reading.second.answers import Answers
from tocsin.reading.second.question import LONGEST, find_pieces
from tocsin.reading.second.reader import SecondReader
from tocsin.records.indication import Patterns, Topic
from tocsin.records.reading import Document, Reading
from tocsin.records.second_reader import SecondReaderRules

TOPICS = (
    Topic(id="callup_size", title="t", definition="size", patterns={"en": Patterns(any=(r"\bcalled up\b",))}),
    Topic(id="losses", title="t", definition="losses", patterns={"en": Patterns(any=(r"\bnever said\b",))}),
)
TEXT = "The ministry said that 40,000 men would be called up. Twelve hundred fell near Arno, Holm wrote."
DOCUMENT = Document(id="d", text=TEXT, lang="en")
FELL = {"content": "Twelve hundred fell near Arno", "topic": "losses", "source": "Holm", "cue": "wrote"}
P = 0.5


def rules(url: str, **more: Any) -> SecondReaderRules:
    return SecondReaderRules(url=url, model="small", timeout_seconds=2.0, **more)


def read(reply: Reply, folder: Path, times: int = 1) -> tuple[Reading, SecondReader, int]:
    first = Reader(TOPICS, ())
    with served(reply) as model, Endpoint(rules(model.url)) as endpoint:
        again = SecondReader(endpoint.ask, "small", TOPICS, first, Answers(folder), P)
        for _ in range(times):
            found, _ = again.read_again(DOCUMENT, first.read(DOCUMENT))
        return found, again, len(model.asked)


def test_a_proposal_that_stands_in_the_text_is_added_and_says_who_proposed_it(tmp_path: Path) -> None:
    found, again, _ = read(claims(FELL), tmp_path)
    by_rules, added = found.claims
    assert by_rules.read_by == ""
    assert added.read_by == "second reader small"
    assert added.confidence_p == P
    assert TEXT[added.content.start : added.content.end] == FELL["content"]
    assert (added.source and added.source.text, added.chain) == ("Holm", ("Holm",))
    assert (again.tally.asked, again.tally.added, again.tally.n_tokens_in) == (1, 1, 120)


def test_quantities_come_from_our_own_grammar_and_never_from_the_model(tmp_path: Path) -> None:
    found, _, _ = read(claims(FELL), tmp_path)
    assert [(one.low, one.high) for one in found.claims[1].quantities] == [(1200, 1200)]


@pytest.mark.parametrize(
    "wrong",
    [
        {**FELL, "content": "Twelve hundred men fell near Arno"},
        {**FELL, "content": "twelve hundred fell near arno"},
        {**FELL, "content": ""},
        {**FELL, "source": "General Brandt"},
        {**FELL, "chain": ["General Brandt"]},
        {**FELL, "cue": "claimed"},
        {**FELL, "topic": "weather"},
    ],
    ids=lambda one: str(
        sorted(set(one.items()) - set(FELL.items()), key=str) if "chain" not in one else "chain"
    ),
)
def test_what_does_not_stand_in_the_text_word_for_word_is_refused(
    wrong: dict[str, Any], tmp_path: Path
) -> None:
    found, again, _ = read(claims(wrong, FELL), tmp_path)
    assert [one.read_by for one in found.claims] == ["", "second reader small"]
    assert again.tally.refused == 1
    assert "the proposal is left out" in found.issues[0].reason


def test_what_the_rules_have_read_is_not_told_twice(tmp_path: Path) -> None:
    found, _, _ = read(claims({"content": "40,000 men would be called up", "topic": "callup_size"}), tmp_path)
    assert [one.read_by for one in found.claims] == [""]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (content('{"claims": [{"content": "Twelve hun'), "claims in the JSON that was asked for"),
        (content("Sure! Here are the claims:"), "claims in the JSON that was asked for"),
        (content('{"claims": [{"content": 4, "topic": "losses"}]}'), "claims in the JSON that was asked for"),
        (lambda asked: (200, b"<html>busy</html>"), "found something else"),
        (lambda asked: (200, b'{"choices": []}'), "an answer without content"),
        (status(500), "status 500"),
        (status(302), "status 302"),
        (slow(3.0), "silence for 2 seconds"),
    ],
    ids=["cut off", "chatter", "wrong type", "a page", "no choice", "500", "redirect", "slow"],
)
def test_a_bad_answer_is_an_issue_and_the_rules_claims_stand(reply: Reply, said: str, tmp_path: Path) -> None:
    found, _, _ = read(reply, tmp_path)
    assert [one.read_by for one in found.claims] == [""]
    assert said in found.issues[0].reason


def test_the_same_question_is_asked_once_and_a_bad_answer_is_not_kept(tmp_path: Path) -> None:
    _, again, n_asked = read(claims(FELL), tmp_path / "good", times=3)
    assert (n_asked, again.tally.kept) == (1, 2)
    _, _, n_asked = read(content("no JSON"), tmp_path / "bad", times=2)
    assert n_asked == 2


def test_kept_answers_are_for_their_owner_only(tmp_path: Path) -> None:
    read(claims(FELL), tmp_path)
    kept = list(tmp_path.rglob("*.json"))
    assert [path.stat().st_mode & 0o077 for path in kept] == [0]


def test_a_model_that_fails_again_and_again_is_not_asked_any_more(tmp_path: Path) -> None:
    found, _, n_asked = read(status(503), tmp_path, times=5)
    assert n_asked == 3
    assert "3 failures in a row" in found.issues[0].reason


def test_a_text_that_is_not_about_the_subject_is_not_sent(tmp_path: Path) -> None:
    first = Reader(TOPICS, ())
    with served(claims()) as model, Endpoint(rules(model.url)) as endpoint:
        again = SecondReader(endpoint.ask, "small", TOPICS, first, Answers(tmp_path), P)
        cake = Document(id="c", text="Anna baked a cake.", lang="en")
        assert again.read_again(cake, Reading(id="c", lang="en")) == (Reading(id="c", lang="en"), True)
        assert model.asked == []


def test_a_text_leaves_this_machine_only_with_unsafe_leave() -> None:
    def elsewhere(host: str, port: int) -> list[str]:
        return ["203.0.113.7"]

    with (
        Endpoint(rules("http://model.example/v1"), look_up=elsewhere) as endpoint,
        pytest.raises(CaptureError, match=r"a model on this machine.*unsafe_send_texts"),
    ):
        endpoint.ask(b"{}")


def test_a_name_that_claims_to_be_elsewhere_reaches_the_server_with_unsafe_leave() -> None:
    with served(claims()) as model:
        port = model.url.rpartition(":")[2]
        allowed = rules(f"http://model.example:{port}", unsafe_send_texts=True)
        with Endpoint(allowed, "secret", look_up=lambda host, port: ["127.0.0.1"]) as endpoint:
            assert endpoint.ask(b"{}").n_tokens_out == 30
        assert model.keys == ["Bearer secret"]


def test_the_key_stands_in_no_message() -> None:
    with (
        served(status(401)) as model,
        Endpoint(rules(model.url), "secret") as endpoint,
        pytest.raises(CaptureError, match="status 401") as raised,
    ):
        endpoint.ask(b"{}")
    assert "secret" not in str(raised.value)


def test_cost_and_tokens_are_told(tmp_path: Path) -> None:
    _, again, _ = read(claims(FELL), tmp_path)
    priced = rules("http://localhost/v1", price_per_million_in=10.0, price_per_million_out=40.0)
    assert render(again.tally, priced) == (
        "Second reader small: 1 asked, 0 answers at hand; 1 claims added, 0 refused; "
        "120 tokens in, 30 out, at a cost of 0.0024."
    )


def test_a_long_text_is_asked_about_in_pieces_that_cover_it() -> None:
    text = "\n".join(f"Paragraph {n}. " + "Words stand here. " * 60 for n in range(40))
    pieces = list(find_pieces(text))
    assert all(end - start <= LONGEST for start, end in pieces)
    assert "".join(text[a:b] for a, b in pieces).replace("\n", "") == text.replace("\n", "")

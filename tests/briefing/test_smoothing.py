"""A language model may smooth the wording, and is refused whatever else it does. The model here is ours."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import msgspec
import pytest
from msgspec.structs import replace

from tocsin.briefing.smoothing import find_change, question, smooth
from tocsin.capture.completing import Endpoint
from tocsin.desk.smoothing import smooth_again, smooth_prose
from tocsin.errors import CaptureError, UsageError
from tocsin.records.briefing import Briefing, Sentence
from tocsin.records.second_reader import SecondReaderRules

Reworded = Callable[[str], str]


def one(briefing: Briefing, key: str) -> Sentence:
    return next(each for passage in briefing.passages for each in passage.sentences if each.key == key)


def answering(reworded: Reworded) -> Callable[[bytes], str]:
    """A model that gives back each sentence as the function words it."""

    def ask(asked: bytes) -> str:
        said = json.loads(json.loads(asked)["messages"][1]["content"])["sentence"]
        return json.dumps({"text": reworded(said)})

    return ask


@contextmanager
def served(reworded: Reworded) -> Iterator[tuple[SecondReaderRules, list[str]]]:
    """The same model behind the chat completions interface, on loopback."""
    heard: list[str] = []
    ask = answering(reworded)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append(self.path)
            body = json.dumps({"choices": [{"message": {"content": ask(asked)}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield SecondReaderRules(url=f"http://127.0.0.1:{server.server_port}/v1", model="ours"), heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


NEW = "This was read from seven sources in ten captures."
REFUSED = {
    "a figure changed": (("31", "32"), "figures"),
    "a range narrowed": (("19–\u206046", "19–\u206040"), "figures"),
    "a figure left out": ((" (31\u202f%, 19–\u206046\u202f%)", ""), "figures"),
    "a figure added": (("it is", "it is (1 of 3)"), "figures"),
    "a date moved": (("1 April 2023", "2 April 2023"), "figures"),
    "a month changed": (("1 April", "1 May"), "April"),
    "a hedge dropped": (("it is unlikely", "it is so"), "unlikely"),
    "a hedge put in": (("that men are", "that perhaps men are"), "hedges"),
    "certainty put in": (("that men are", "that certain men are"), "hedges"),
    "a negation put in": (("is openly declared", "is not openly declared"), "wave"),
    "as of dropped": (("As of 6", "On 6"), "times"),
    "a name added": ((", and there", ", and in Moscow there"), "names"),
    "a witness invented": ((", and there", ", and, experts fear, there"), "adds experts, fear"),
    "a citation added": (("declared by", "declared [7] by"), "citation"),
    "an address added": (("declared by", "declared https://news.example by"), "citation"),
    "markup": (("unlikely", "<b>unlikely</b>"), "citation"),
    "two sentences too many": (("announcement.", "announcement" + ", and it is this" * 12 + "."), "length"),
    "cut short": ((", without an announcement", ""), "stands in it"),
}  # fmt: skip


@pytest.mark.parametrize("flaw", REFUSED)
def test_a_wording_that_changes_what_is_said_is_refused(shared_briefing: Briefing, flaw: str) -> None:
    (old, new), why = REFUSED[flaw]
    lede = one(shared_briefing, "answer.lede")
    assert old in lede.text
    assert why in find_change(lede, lede.text.replace(old, new), "en")


def test_a_refused_sentence_stays_as_it_was_and_the_reason_is_told(shared_briefing: Briefing) -> None:
    told, tally = smooth(shared_briefing, "ours", answering(lambda said: said.replace("nine", "ten")))
    assert told == shared_briefing
    assert tally.taken == 0
    assert any("why.folded" in why for why in tally.refused)


def test_a_wording_that_keeps_everything_is_taken_with_its_facts_and_citations(
    shared_briefing: Briefing,
) -> None:
    said = one(shared_briefing, "answer.read")
    told, tally = smooth(
        shared_briefing,
        "ours",
        answering(
            lambda text: "This was read from seven sources in ten captures." if text == said.text else text
        ),
    )
    better = one(told, "answer.read")
    assert better.text == NEW
    assert better.smoothed
    assert (better.facts, better.cites, better.basis) == (said.facts, said.cites, said.basis)
    assert tally.taken == 1


def test_a_quotation_is_never_touched(shared_briefing: Briefing) -> None:
    moved = one(shared_briefing, "moved.up")
    assert find_change(moved, moved.text.replace("“Outside warning", "“Warning outside"), "en")


def test_an_answer_that_is_no_answer_is_refused(shared_briefing: Briefing) -> None:
    told, tally = smooth(shared_briefing, "ours", lambda _: "As you wish!")
    assert told == shared_briefing
    assert all("not the JSON" in why for why in tally.refused)


def test_russian_hedges_are_kept_too(russian_briefing: Briefing) -> None:
    lede = one(russian_briefing, "answer.lede")
    assert "маловероятно" in find_change(lede, lede.text.replace("маловероятно", "так и есть"), "ru")
    assert "hedges" in find_change(lede, lede.text.replace("и шансы", "и почти шансы"), "ru")


def test_the_model_is_shown_no_citation(shared_briefing: Briefing) -> None:
    for passage in shared_briefing.passages:
        for sentence in passage.sentences:
            asked = json.loads(question(sentence, "en", "ours"))["messages"][1]["content"]
            assert set(json.loads(asked)) == {"sentence", "unchanged"}


def test_a_model_on_loopback_smooths_once_and_the_same_bytes_come_again_without_it(
    shared_briefing: Briefing, tmp_path
) -> None:
    def reworded(text: str) -> str:
        return text.replace("Read from seven sources", "This was read from seven sources")

    with served(reworded) as (rules, heard):
        first = smooth_prose(shared_briefing, rules, tmp_path)
        asked = len(heard)
        second = smooth_prose(shared_briefing, rules, tmp_path)
        assert len(heard) == asked > 0
    assert one(first, "answer.read").smoothed
    assert first == second == smooth_again(shared_briefing, rules, tmp_path)


def test_where_nobody_answers_the_prose_stays(shared_briefing: Briefing, tmp_path) -> None:
    rules = SecondReaderRules(url="http://127.0.0.1:9/v1", model="ours", timeout_seconds=1)
    alone = replace(shared_briefing, passages=shared_briefing.passages[:1])
    assert smooth_prose(alone, rules, tmp_path) == alone


def test_a_model_elsewhere_is_not_asked_without_leave(shared_briefing: Briefing) -> None:
    rules = SecondReaderRules(url="http://model.example/v1", model="theirs")
    with (
        Endpoint(rules, look_up=lambda host, port: ["192.0.2.1"]) as endpoint,
        pytest.raises(CaptureError, match="on this machine"),
    ):
        endpoint.ask(question(one(shared_briefing, "answer.read"), "en", "theirs"))


def test_smoothing_without_a_model_in_the_case_is_one_clear_line(shared_briefing: Briefing, tmp_path) -> None:
    with pytest.raises(UsageError, match="--smooth: expected a table"):
        smooth_prose(shared_briefing, None, tmp_path)


def test_the_record_says_which_sentences_were_smoothed(shared_briefing: Briefing) -> None:
    twin = json.loads(msgspec.json.encode(shared_briefing))
    assert twin["passages"][0]["sentences"][0]["smoothed"] is False

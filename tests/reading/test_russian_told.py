"""The encoder is heard where the Russian rules are silent, and never twice about one statement."""

from functools import partial

from tocsin.reading.encoder.attributor import Attributed
from tocsin.reading.order import Ordered
from tocsin.reading.russian.shape import Report
from tocsin.reading.russian.told import SURE_P, by_place, find_missed, find_seen
from tocsin.reading.russian.words import find_sentences
from tocsin.records.reading import Kind

TEXT = "Мэр сказал, что мост закрыт. Врачи опровергли слухи о карантине."
SENTENCES = find_sentences(TEXT, ((0, len(TEXT)),))


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


said = partial(Attributed, kind=Kind.INDIRECT, p=0.95)
BRIDGE = said(sources=(place("Мэр"),), cue=place("сказал"), contents=(place("мост закрыт"),))
RUMOUR = said(sources=(place("Врачи"),), cue=place("опровергли"), contents=(place("слухи о карантине"),))
RULE = Report(
    place("Мэр"), place("сказал"), (place("что мост закрыт"),), place("Мэр сказал, что мост закрыт.")
)


def test_what_a_rule_has_found_is_not_told_again():
    assert list(find_missed([RULE], [BRIDGE], SENTENCES)) == []


def test_what_no_rule_saw_is_added_with_its_sentence_and_its_denial():
    (added,) = find_missed([RULE], [BRIDGE, RUMOUR], SENTENCES)
    assert (added.source, added.cue, added.contents) == (RUMOUR.sources[0], RUMOUR.cue, RUMOUR.contents)
    assert TEXT[slice(*added.sentence)].startswith("Врачи")
    assert added.denies
    assert (added.by_rules, added.encoder_p) == (False, 0.95)


def test_what_it_is_not_sure_of_is_left_alone():
    assert list(find_missed([], [RUMOUR._replace(p=SURE_P - 0.01)], SENTENCES)) == []


def test_what_it_hears_nobody_say_is_left_to_the_rules():
    assert list(find_missed([], [RUMOUR._replace(sources=())], SENTENCES)) == []


def test_a_rule_learns_how_sure_the_encoder_is_of_the_same_cue():
    seen: Ordered[Attributed] = by_place([BRIDGE, RUMOUR])
    assert find_seen(RULE, seen) == 0.95
    assert find_seen(RULE, by_place([RUMOUR])) is None

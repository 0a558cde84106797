"""Details that give somebody away are found, counted, and widened no further than needed."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.catalogue.populations import load_population
from tocsin.cli.main import cli
from tocsin.protect.jigsaw.crowd import Crowds, age_trait
from tocsin.protect.jigsaw.details import Text, find_details
from tocsin.protect.jigsaw.disclosed import Disclosed, append, load, with_earlier
from tocsin.protect.jigsaw.judge import judge
from tocsin.records.reading import ProtectedMention

RUSSIA = load_population("russia")
COUNTED = Crowds(RUSSIA)
BY_ID = {one.id: one for one in RUSSIA.traits}
STORY = (
    "Ivan, a 38-year-old language teacher, fled to Uzbekistan and then Spain "
    "with his boyfriend, an engineer.\n"
    "“We will not be happy here and so we should go back,” he said.\n"
    "Oleg, a driver, stayed. He has a health condition."
)
some = st.lists(st.sampled_from(RUSSIA.traits), unique_by=lambda one: one.id, max_size=6)


def text(words, *names, called="a"):
    places = [(name, words.index(name)) for name in names]
    mentions = [ProtectedMention(text=n, start=at, end=at + len(n), name=n) for n, at in places]
    return Text(called, words, tuple(mentions))


def judged(*texts, k=1000):
    return {one.person: one for one in judge(find_details(texts, RUSSIA), RUSSIA, k)}


def test_every_detail_is_told_with_the_words_that_tell_it():
    (ivan, *_) = find_details([text(STORY, "Ivan", "Oleg")], RUSSIA)
    told = {one.trait.id: one.words for one in ivan.details}
    assert told["age.38-38"] == "38-year-old"
    assert {
        "occupation.language-teacher",
        "travel.uzbekistan",
        "travel.spain",
        "relationship.boyfriend-man",
    } <= set(told)
    assert "occupation.engineer" not in told
    assert "health.condition" not in told


def test_somebody_known_only_through_another_is_a_person_too():
    partner = judged(text(STORY, "Ivan", "Oleg"))["Ivan’s boyfriend"]
    assert {"an engineer", "who went to Uzbekistan"} <= {one.trait for one in partner.reasons}


def test_the_rarest_come_first_and_say_why():
    ranked = judge(find_details([text(STORY, "Ivan", "Oleg")], RUSSIA), RUSSIA, 1000)
    assert ranked[0].person == "Ivan"
    assert ranked[0].reasons[0].words == "language teacher"
    assert ranked[-1].person == "Oleg"
    assert not ranked[-1].exposed


def test_a_quotation_that_can_be_searched_for_is_told():
    assert judged(text(STORY, "Ivan", "Oleg"))["Ivan"].quotes[0].startswith("We will not be happy")


def test_details_of_several_texts_add_up():
    apart = text("Ivan is a language teacher.", "Ivan", called="b")
    alone = judged(apart)["Ivan"].crowd.value
    assert judged(apart, text("Ivan fled to Finland.", "Ivan", called="c"))["Ivan"].crowd.value < alone / 10


@settings(max_examples=25)
@given(some, st.integers(10, 100_000))
def test_after_the_proposed_change_the_crowd_is_large_enough(traits, k):
    told = [(f"x{place}", one) for place, one in enumerate(traits)]
    words = text("Ivan", "Ivan")
    (found,) = find_details([words], RUSSIA)
    details = tuple({"trait": one, "words": words, "text_id": "a"} for words, one in told)
    made = type(found)(person="Ivan", details=tuple(_detail(**one) for one in details))
    (one,) = judge([made], RUSSIA, k)
    assert one.after.low >= k
    assert one.exposed == (one.crowd.low < k)
    assert one.exposed == bool(one.proposals)


def _detail(**fields):
    (example,) = find_details([text("Oleg, a driver", "Oleg")], RUSSIA)
    return type(example.details[0])(**fields)


@given(some)
def test_order_does_not_matter_and_the_range_holds_the_value(traits):
    crowd = COUNTED.estimate(traits)
    assert crowd.low <= crowd.value <= crowd.high
    assert COUNTED.estimate(traits[::-1]).value == pytest.approx(crowd.value)


@given(some)
def test_no_combination_fits_more_people_than_its_rarest_part(traits):
    rarest = min([one.share.value for one in traits], default=1.0) * RUSSIA.size.value
    assert COUNTED.estimate(traits).value <= rarest * 1.000001


def test_a_wider_trait_adds_nothing_to_a_narrower_one():
    narrow, wide = BY_ID["travel.spain"], BY_ID["travel.abroad"]
    assert COUNTED.estimate([narrow, wide]) == COUNTED.estimate([narrow])


def test_a_decade_of_age_holds_its_years():
    year, decade = age_trait(RUSSIA, 38, 38), age_trait(RUSSIA, 30, 39)
    assert decade.share.value == pytest.approx(10 * year.share.value)


def test_what_was_told_is_only_ever_added_to(tmp_path):
    path = tmp_path / "disclosed.jsonl"
    one = Disclosed(person="Interviewee 1", briefing="a.html", traits=("travel.spain",))
    two = Disclosed(person="Interviewee 1", briefing="b.html", traits=("occupation.teacher",))
    append(path, [one])
    before = path.read_bytes()
    append(path, [two])
    assert path.read_bytes().startswith(before)
    assert load(path) == [one, two]


def test_a_line_that_a_killed_run_left_half_is_passed_over(tmp_path):
    path = tmp_path / "disclosed.jsonl"
    append(path, [Disclosed(person="Interviewee 1", briefing="a", traits=())])
    path.write_bytes(path.read_bytes() + b'{"person": "Int')
    assert len(load(path)) == 1


def test_a_draft_is_checked_with_no_case_at_all(tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(STORY.replace("Ivan,", "MOSCOW — Ivan,") + "\nWrite to quiet@example.com.", "utf-8")
    done = CliRunner().invoke(cli, ["protect", "check", str(draft), "--format", "json"])
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert told["people"][0]["person"] == "Ivan"
    assert told["people"][0]["exposed"]
    assert told["contacts"] == [["e-mail", 4]]


def test_pieces_of_two_drafts_add_up_and_what_is_remembered_names_nobody(tmp_path):
    case, one, two = tmp_path / "case", tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("Konstantin fled to Spain.", "utf-8")
    two.write_text("Konstantin is a language teacher.", "utf-8")
    runner = CliRunner()
    assert runner.invoke(cli, ["new", str(case)]).exit_code == 0
    alone = runner.invoke(cli, ["protect", "check", str(two), "--format", "json"])
    runner.invoke(cli, ["protect", "check", str(one), "--case", str(case), "--remember"])
    both = runner.invoke(cli, ["protect", "check", str(two), "--case", str(case), "--format", "json"])
    before, after = (json.loads(done.stdout)["people"][0]["crowd"]["value"] for done in (alone, both))
    assert after < before / 10
    assert "Konstantin" not in (case / "disclosed.jsonl").read_text()


def test_a_russian_draft_is_told_the_same_as_an_english_one():
    words = (
        "Константин, 38-летний преподаватель английского языка, уехал в Узбекистан, а потом в Испанию "
        "со своим парнем, инженером."
    )
    (one, partner) = find_details([text(words, "Константин")], RUSSIA)
    assert {
        "age.38-38",
        "gender.man",
        "occupation.language-teacher",
        "relationship.boyfriend-man",
        "travel.uzbekistan",
        "travel.spain",
    } <= {each.trait.id for each in one.details}
    assert partner.person == "Константин’s boyfriend"
    assert "occupation.engineer" not in {each.trait.id for each in one.details}


@pytest.mark.parametrize(
    ("words", "trait"),
    [
        ("Ivan works at Uralvagonzavod.", "employer.named"),
        ("Ivan, who has diabetes, stayed.", "health.diabetes"),
        ("Ivan was detained on 21 September.", "date.day"),
        ("Ivan, a Buryat, stayed.", "nationality.buryat"),
        ("Ivan speaks Japanese.", "language.other"),
        ("Ivan fled to Paraguay.", "travel.other"),
        ("Ivan from the village of Malinovka left.", "place.village"),
        ("Ivan, father of four, left.", "family.many-children"),
        ("Ivan has a health condition.", "health.condition"),
        ("Ivan is in his thirties.", "age.30-39"),
    ],
)
def test_every_kind_of_detail_is_found(words, trait):
    (one,) = find_details([text(words, "Ivan")], RUSSIA)
    assert trait in {each.trait.id for each in one.details}


def test_the_age_of_a_child_is_not_the_age_of_the_parent():
    (one,) = find_details(
        [text("Ivan, father of a 7-year-old, left. His 9-year-old son stayed.", "Ivan")], RUSSIA
    )
    assert not [each for each in one.details if each.trait.id.startswith("age")]


def test_the_change_is_gentle_where_a_gentle_one_is_enough():
    told = text("Ivan, a 38-year-old engineer, stayed.", "Ivan")
    k = int(judged(told)["Ivan"].crowd.low) + 10
    (change,) = judged(told, k=k)["Ivan"].proposals
    assert (change.words, change.instead) == (("38-year-old",), "in his thirties")


def test_an_age_that_an_earlier_text_told_counts_too():
    told = find_details([text("Ivan is a language teacher.", "Ivan")], RUSSIA)[0]
    earlier = [Disclosed(person="tag", briefing="6 February", traits=("age.38-38", "no.longer-there"))]
    grown = with_earlier(told, "tag", earlier, RUSSIA)
    assert [(each.trait.id, each.text_id) for each in grown.details][-1] == ("age.38-38", "6 February")
    assert with_earlier(told, "another tag", earlier, RUSSIA) == told

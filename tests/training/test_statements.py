"""The statements written to teach what a statement is."""

import random
from pathlib import Path

import pytest
from training.examples import NO_TOPIC
from training.kinds import load_kinds
from training.markup import MarkupError, parse
from training.statements import find_stated, load_statements, mixed

KINDS = load_kinds()


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_line_is_of_a_kind_that_the_catalogue_knows(lang: str) -> None:
    lines = load_statements(lang)
    stated = [one for line in lines for one in line.stated]
    assert len(stated) == len(lines) > 700
    assert {KINDS.topic(one) for one in stated} == set(range(KINDS.sizes[0]))
    assert len({line.text for line in lines}) == len(lines)


def test_a_line_says_where_its_statement_stands_and_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "en-x.txt").write_text(
        "losses deny cert:possible i:heavy_losses | No, [forty fell], he said.\n"
    )
    (line,) = load_statements("en", tmp_path)
    (stated,) = line.stated
    assert line.text == "No, forty fell, he said."
    assert line.text[slice(*stated.content)] == "forty fell"
    assert (stated.topic, stated.denied) == ("losses", True)


@pytest.mark.parametrize("line", ["losses | no brackets", "losses | [a] and [b]", "losses sure | [a]", "[a]"])
def test_a_line_that_is_not_as_agreed_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "en-x.txt").write_text(f"none | [fine]\n{line}\n")
    with pytest.raises(MarkupError, match="en-x-2"):
        load_statements("en", tmp_path)


def test_lines_read_together_keep_their_statements() -> None:
    lines = load_statements("en")[:23]
    together = list(mixed(lines, random.Random(1)))
    assert len(together) == 5
    shown = {one.text[slice(*stated.content)] for one in together for stated in one.stated}
    assert shown == {line.text[slice(*line.stated[0].content)] for line in lines}


def test_what_an_annotated_text_says_beside_its_claims_is_about_nothing() -> None:
    marked = parse(
        "{s1|He} {c1|said} {t1 topic:need deny|men are needed}. {s2|She} {c2|said} {t2|tea was on}."
    )
    assert [(one.topic, one.denied) for one in find_stated(marked)] == [("need", True), (NO_TOPIC, False)]
    assert find_stated(parse("{s1|He} {c1|said} {t1|tea was on}.")) == ()

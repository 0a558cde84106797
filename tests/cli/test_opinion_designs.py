"""Opinion commands on designs, groups and published shares: truths found again, each flaw one line."""

import json
import random

import pytest

WAVE = '[[waves]]\nid = "{id}"\nfile = "{id}.csv"\nstarts_on = {id}-10\nends_on = {id}-16\n{more}'
HEAD = 'title = "Invented"\npollster = "Nobody"\nsource = "invented"\n'
ITEMS = """
[[items]]
id = "gender"
title = "Gender"
column = "sex"
answers = { 1 = "man", 2 = "woman" }
[[items]]
id = "approval"
title = "Approval"
column = "q1"
answers = { 1 = "yes", 2 = "no", 3 = "hard to say" }
positive = ["1"]
negative = ["2"]
"""
SENSITIVE = """
[[sensitive]]
id = "list"
title = "Would hide, by a list"
kind = "list"
column = "told"
arm = "arm"
treated = "long"
control = "short"
most = 4
[[sensitive]]
id = "coin"
title = "Would hide, by a coin"
kind = "randomised"
column = "coin"
yes_if_so = 1.0
yes_if_not = 0.5
[[sensitive]]
id = "named"
title = "Support once the leader is named"
kind = "endorsement"
column = "rating"
arm = "arm"
treated = "long"
control = "short"
"""


@pytest.fixture
def codebook(tmp_path):
    """Writes a codebook with a CSV file a wave: columns of words, or the text of the file."""

    def write(waves, head="", rest="", more=""):
        texts = []
        for name, columns in waves.items():
            if isinstance(columns, dict):
                rows = zip(*columns.values(), strict=True)
                columns = "\n".join([",".join(columns), *(",".join(map(str, row)) for row in rows)])
            (tmp_path / f"{name}.csv").write_text(columns, encoding="utf-8")
            texts.append(WAVE.format(id=name, more=more))
        path = tmp_path / "book.toml"
        path.write_text(HEAD + head + "\n".join(texts) + ITEMS + rest, encoding="utf-8")
        return path

    return write


def people(n, seed=1):
    chance = random.Random(seed)
    return {
        "sex": [1 + at % 2 for at in range(n)],
        "q1": [chance.choice([1, 1, 1, 2, 2, 3]) for _ in range(n)],
    }


def test_each_sensitive_design_finds_the_truth_it_was_made_with_and_says_its_variance(tocsin, codebook):
    """A third would hide; the leader's name adds a point to the rating."""
    n, chance = 3000, random.Random(4)
    so = [chance.random() < 1 / 3 for _ in range(n)]
    long = [chance.random() < 0.5 for _ in range(n)]
    columns = people(n) | {
        "arm": ["long" if one else "short" for one in long],
        "told": [
            sum(chance.random() < 0.4 for _ in range(4)) + (a and b) for a, b in zip(so, long, strict=True)
        ],
        "coin": [int(one or chance.random() < 0.5) for one in so],
        "rating": [chance.choice([1, 2, 3, 4]) + one for one in long],
    }
    book = codebook({"2022-09": columns}, rest=SENSITIVE)
    ran = tocsin("opinion", "weight", book, "--format", "json")
    assert ran.code == 0, ran.err
    (wave,) = json.loads(ran.out)
    found = {one["id"]: one for one in wave["estimates"] if one["asked"]}
    truth = {"list": (1 / 3, "list"), "coin": (1 / 3, "randomised"), "named": (1.0, "endorsement")}
    assert {name: one["asked"] for name, one in found.items()} == {k: kind for k, (_, kind) in truth.items()}
    for name, (value, _) in truth.items():
        one = found[name]
        assert abs(one["value"] - value) < 3 * one["se"], name
        assert one["total"]["low"] < one["sampling"]["low"] < value < one["sampling"]["high"]
    plain = (1 / 3 * 2 / 3 / n) ** 0.5
    assert found["list"]["se"] > 3 * plain
    assert found["coin"]["se"] > 1.5 * plain
    said = tocsin("opinion", "weight", book).out
    for words in (
        "by a list experiment; variance",
        "by a randomised response; variance",
        "by an endorsement",
    ):
        assert words in said
    assert "times that of a plain question to as many" in said


FLAWS = {
    "weights that cannot converge": (
        {"sex": [1] * 20 + [2] * 20, "q1": [1] * 20 + [2] * 20},
        {"head": 'margins = "m.toml"\nrake_to = { gender = "gender", approval = "answer" }\n'},
        "wave 2022-09: gender, cell 1: expected weights that stand for 90 people and meet approval too",
    ),
    "a trimming that forbids what a margin asks for": (
        {"sex": [1] * 20 + [2] * 180, "q1": [1] * 200},
        {
            "head": 'margins = "m.toml"\nrake_to = { gender = "gender" }\n[trimming]\n'
            'most = { value = 1.5, low = 1.5, high = 1.5, unit = "ratio", source = "us", '
            "date = 2022-01-01 }\n"
        },
        "wave 2022-09: gender, cell 1: expected 90 people within trimming.most = 1.5, found at most 15",
    ),
    "an answer after a blank row": (
        "sex,q1\n1,1\n\n2,7\n",
        {},
        "wave 2022-09: approval, row 4: expected a code of 1, 2, 3, found '7'",
    ),
    "a weight of nothing": (
        people(4) | {"w": [1, 1, 0, 1]},
        {"head": '[design]\nsurvey_weight = "w"\n'},
        "wave 2022-09: w, row 4: expected more than 0, found 0",
    ),
    "a stratum of one cluster": (
        people(4) | {"s": ["a", "a", "b", "b"], "c": [1, 1, 2, 2]},
        {"head": '[design]\nstrata = "s"\nclusters = "c"\n'},
        "wave 2022-09: s: expected a stratum with two clusters or more",
    ),
    "more statements than the list had": (
        people(4) | {"told": [1, 2, 6, 1], "coin": [0] * 4, "rating": [1] * 4, "arm": ["long", "short"] * 2},
        {"rest": SENSITIVE},
        "wave 2022-09: list, row 4: expected a whole number from 0 to 5, found 6",
    ),
    "a group that nobody drew": (
        people(4) | {"told": [1] * 4, "coin": [0] * 4, "rating": [1] * 4, "arm": ["long"] * 3 + ["other"]},
        {"rest": SENSITIVE},
        "wave 2022-09: list, row 5: expected 'long' or 'short', found 'other'",
    ),
}
MARGINS = """
title = "here"
[margins.gender]
title = "gender"
persons = { 1 = FIGURE90, 2 = FIGURE10 }
[margins.answer]
title = "answer"
persons = { 1 = FIGURE10, 2 = FIGURE90 }
"""
FIGURE = '{ value = X, low = X, high = X, unit = "persons", source = "us", date = 2022-01-01 }'


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flawed_wave_is_one_line_with_wave_variable_and_cell(tocsin, codebook, tmp_path, flaw):
    columns, written, message = FLAWS[flaw]
    margins = MARGINS
    for size in ("90", "10"):
        margins = margins.replace(f"FIGURE{size}", FIGURE.replace("X", size))
    (tmp_path / "m.toml").write_text(margins, encoding="utf-8")
    ran = tocsin("opinion", "weight", codebook({"2022-09": columns}, **written))
    assert ran.code == 2
    assert message in " ".join(ran.err.split())
    assert len(ran.err.strip().split("; try ")) == 2
    assert "Traceback" not in ran.err


def test_blank_rows_and_empty_cells_are_counted_in_the_log(tocsin, codebook):
    text = "sex,q1\n1,1\n\n2,2\n , \n1,\n2, 3 \n"
    ran = tocsin("opinion", "weight", codebook({"2022-09": text}), "--format", "json")
    assert ran.code == 0, ran.err
    (wave,) = json.loads(ran.out)
    log = {(one["item"], one["done"]): one["n_cells"] for one in wave["log"]}
    assert wave["n_asked"] == 4
    assert log == {
        ("2022-09.csv", "blank rows: nobody"): 2,
        ("approval", "empty: no answer"): 1,
        ("approval", "spaces cut"): 1,
    }


TRACK = """
title = "Invented"
scale = "points"
source = "invented"
[[series]]
id = "mood"
title = "Mood"
file = "shares.csv"
pollster = "Nobody"
starts_on = "month"
value = "{published}"
n_asked = 1600
index = "mood.toml"
positive = {{ family = "better", country = "right" }}
negative = {{ family = "worse", country = "wrong" }}
"""
SHARES = [
    (30, 20, 60, 30),
    (28, 22, 58, 31),
    (25, 30, 50, 40),
    (27, 26, 55, 35),
    (29, 21, 60, 30),
    (31, 20, 61, 29),
]


@pytest.fixture
def shares(tmp_path):
    """Writes an invented index with the shares of its two items, and the index as if published."""

    def write(published="index", change=0, rows=SHARES, items='["family", "country"]'):
        lines = ["month,better,worse,right,wrong,index"]
        for at, (better, worse, right, wrong) in enumerate(rows):
            index = round(100 + (better - worse + right - wrong) / 2) + (change if at == 2 else 0)
            lines.append(f"2022-0{at + 1},{better},{worse},{right},{wrong},{index}")
        (tmp_path / "shares.csv").write_text("\n".join(lines), encoding="utf-8")
        mood = f'id = "mood"\ntitle = "Mood"\nsource = "invented"\nitems = {items}\n'
        (tmp_path / "mood.toml").write_text(mood, encoding="utf-8")
        path = tmp_path / "track.toml"
        path.write_text(TRACK.format(published=published), encoding="utf-8")
        return path

    return write


def test_an_index_is_reckoned_from_published_shares_and_meets_the_published_one(tocsin, shares):
    ran = tocsin("opinion", "track", shares(), "--format", "json")
    assert ran.code == 0, ran.err
    waves = json.loads(ran.out)["series"][0]["waves"]
    assert [one["value"] for one in waves] == pytest.approx(
        [100 + (better - worse + right - wrong) / 2 for better, worse, right, wrong in SHARES]
    )
    # Errors of items that all move together, the largest there can be: 1.5 is the usual design effect.
    both = [(0.30, 0.20), (0.60, 0.30)]
    se = 50 * sum((1.5 * (yes + no - (yes - no) ** 2) / 1600) ** 0.5 for yes, no in both)
    reach = waves[0]["sampling"]["high"] - waves[0]["value"]
    assert reach == pytest.approx(1.96 * se, rel=1e-4)
    assert waves[0]["total"]["high"] - waves[0]["value"] == pytest.approx(2 * reach)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            {"change": 4},
            "shares.csv line 4, index: expected both within 1.5 points, found 106 as published, 102.5 from",
        ),
        (
            {"rows": [*SHARES[:3], (70, 60, 50, 40), *SHARES[4:]]},
            "shares.csv line 5, better and worse: expected no more than 100 per cent, found 70 + 60 = 130",
        ),
        ({"items": '["family", "army"]'}, "series mood: positive: expected a column of 'army'"),
    ],
)
def test_shares_that_do_not_fit_their_index_are_one_line(tocsin, shares, written, message):
    ran = tocsin("opinion", "track", shares(**written))
    assert ran.code == 2
    assert message in " ".join(ran.err.split())


GROUPS = """
title = "Invented"
scale = "share"
source = "invented"
[[series]]
id = "approval"
title = "Approval"
file = "book.toml"
pollster = "Nobody"
value = "approval.1"
[[groups]]
id = "gender"
title = "Approval by gender"
whole = "approval"
codebook = "book.toml"
value = "approval.1"
by = "gender"
"""


def test_groups_of_a_codebook_are_drawn_beside_each_other_with_the_errors_of_the_design(
    tocsin, codebook, tmp_path
):
    book = codebook({f"2022-0{at + 1}": people(200, at) for at in range(6)})
    track = tmp_path / "track.toml"
    track.write_text(GROUPS, encoding="utf-8")
    weighed = json.loads(tocsin("opinion", "weight", book, "--by", "gender", "--format", "json").out)
    found = json.loads(tocsin("opinion", "track", track, "--format", "json").out)
    (groups,) = found["groups"]
    assert [one["title"] for one in groups["groups"]] == ["man", "woman"]
    for one in groups["groups"]:
        for wave, own in zip(one["waves"], weighed, strict=True):
            ours = next(x for x in own["estimates"] if (x["id"], x["group"]) == ("approval.1", one["title"]))
            assert wave["value"] == pytest.approx(100 * ours["value"])
            assert wave["total"]["high"] == pytest.approx(100 * ours["total"]["high"])
    assert "Approval by gender" in tocsin("opinion", "track", track).out
    track.write_text(GROUPS.replace('"approval.1"\nby', '"mood"\nby'), encoding="utf-8")
    ran = tocsin("opinion", "track", track)
    assert "groups gender: value: expected an estimate by group in share, found mood" in ran.err
    track.write_text(GROUPS.replace('whole = "approval"', 'whole = "trust"'), encoding="utf-8")
    assert "groups.gender.whole.trust: expected the id of a series" in tocsin("opinion", "track", track).err


def test_a_survey_without_a_figure_is_left_out_and_told(tocsin, tmp_path):
    lines = ["on,yes", *(f"2022-{month:02}-18,{60 + month % 2}" for month in range(1, 9)), "2022-09-18,"]
    (tmp_path / "polls.csv").write_text("\n".join(lines), encoding="utf-8")
    track = tmp_path / "track.toml"
    track.write_text(
        'title = "x"\nscale = "share"\nsource = "x"\nonly_since = 2022-02-01\n[[series]]\nid = "a"\n'
        'title = "A"\n'
        'file = "polls.csv"\npollster = "Nobody"\nstarts_on = "on"\nvalue = "yes"\nn_asked = 1600\n',
        encoding="utf-8",
    )
    said = tocsin("opinion", "track", track).out
    assert "a, polls.csv: no figure in yes: survey left out (1)" in said
    assert "a, track.toml: before only_since = 2022-02-01: surveys left out (1)" in said

"""What one briefing told of somebody is added to what the next one tells, under tags, until too few fit."""

import pytest
from click.testing import CliRunner

from tocsin.cli.main import cli
from tocsin.errors import CrowdError

FIRST = (
    "A second wave is coming, people in Moscow fear\n\n"
    "MOSCOW — Konstantin, a language teacher, said that officials will call up 500,000 men in March. "
    "“They will mobilise half a million people in the spring,” said Konstantin, a language teacher.\n"
)
THEN = (
    "Men left before the second wave\n\n"
    "MADRID — Konstantin, who fled to Spain in September with his boyfriend, said the army will mobilise "
    "300,000 reservists in April 2023.\n"
)


def run(*words):
    done = CliRunner().invoke(cli, [*map(str, words)])
    if isinstance(done.exception, Exception) and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def test_a_briefing_is_stopped_where_it_adds_up_with_an_earlier_one_to_too_few(tmp_path):
    case, first, then = tmp_path / "case", tmp_path / "first.txt", tmp_path / "then.txt"
    run("new", case, "--from", "russia-second-wave")
    settings = case / "case.toml"
    settings.write_text(settings.read_text("utf-8").replace("stops = false", "stops = true"), "utf-8")
    first.write_text(FIRST, "utf-8")
    then.write_text(THEN, "utf-8")
    brief = ("brief", "--case", case, "--clock", "published", "--no-voice", "--to", "json")

    run("add", "--case", case, first, "--published", "2023-02-03")
    assert run(*brief, "--as-of", "2023-02-06").exit_code == 0
    noted = (case / "disclosed.jsonl").read_text("utf-8")
    assert "occupation.language-teacher" in noted
    assert "Konstantin" not in noted

    run("add", "--case", case, then, "--published", "2023-02-10")
    with pytest.raises(CrowdError, match=r"“language teacher”.*(?:write|leave out) “"):
        run(*brief, "--as-of", "2023-02-13")
    assert not (case / "briefings" / "2023-02-13.json").exists()
    assert (case / "disclosed.jsonl").read_text("utf-8") == noted

    settings.write_text(settings.read_text("utf-8").replace("stops = true", "stops = false"), "utf-8")
    warned = run(*brief, "--as-of", "2023-02-13")
    assert warned.exit_code == 0
    assert "may be recognised: Interviewee 1: hardly anybody else fits" in warned.stderr.replace("\n", " ")
    assert "travel.spain" in (case / "disclosed.jsonl").read_text("utf-8")

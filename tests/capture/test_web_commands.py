"""The commands that reach the web, as a user calls them, against a server on loopback."""

from datetime import date

import pytest
from capture_server import Said

from tocsin.catalogue.templates import new_case
from tocsin.cli.main import run

BILL = (
    "<html><head><title>Bill 104</title></head><body><main>"
    + ("<p>The draft would let summonses count as served once they stand in the register.</p>" * 4)
    + "</main></body></html>"
)
RULES = "\n[capture]\nallow_private = true\ndelay_seconds = 0\nretry_seconds = 0\n"


@pytest.fixture
def folder(tmp_path):
    new_case(tmp_path / "case", "blank", date(2023, 1, 1))
    return tmp_path / "case"


@pytest.fixture
def tocsin(capfd):
    def call(*arguments):
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return code, *capfd.readouterr()

    return call


def _allow(folder, more=""):
    written = (folder / "case.toml").read_text("utf-8")
    (folder / "case.toml").write_text(written + RULES + more, "utf-8")


def test_add_takes_an_address_and_says_what_it_did(server, folder, tocsin):
    _allow(folder)
    server.says("/old", Said(status=301, headers=(("Location", "/bill"),)))
    server.says("/bill", BILL)
    code, out, err = tocsin("add", "--case", folder, server.url("/old"))
    assert (code, err) == (0, "")
    assert out.startswith("2 captured, 0 already there, 0 not readable.")
    assert tocsin("verify", "--case", folder)[0] == 0


def test_add_refuses_a_private_address_unless_the_case_allows_it(server, folder, tocsin):
    code, out, err = tocsin("add", "--case", folder, server.says("/bill", BILL))
    assert (code, out) == (2, "")
    assert "expected an address on the open internet, found 127.0.0.1, which is not; try allow_private" in err
    assert server.asked == []


def test_add_follows_what_matches(server, folder, tocsin):
    _allow(folder)
    server.says("/new", '<html><body><a href="/card/1">One</a><a href="/about">About</a></body></html>')
    server.says("/card/1", BILL)
    code, _, _ = tocsin("add", "--case", folder, "--follow", "/card/", server.url("/new"))
    assert code == 0
    assert server.paths() == ["/new", "/card/1"]
    assert tocsin("add", "--case", folder, "--follow", "(", server.url("/new"))[0] == 2


def test_watch_says_what_it_found_and_when_it_looks_next(server, folder, tocsin):
    server.says("/bill", BILL)
    _allow(folder, f'\n[[watch]]\naddress = "{server.url("/bill")}"\n')
    code, out, err = tocsin("watch", "--case", folder, "--once")
    assert (code, err) == (0, "")
    assert out.startswith("1 looked at, 0 unchanged, 0 news, 0 not to be had.")
    code, out, _ = tocsin("watch", "--case", folder, "--once")
    assert out.startswith("Nothing was due; the next look is due ")
    assert (folder / "alerts.atom").is_file()


def test_watch_without_anything_to_watch_says_what_to_write(folder, tocsin):
    code, out, err = tocsin("watch", "--case", folder, "--once")
    assert (code, out) == (2, "")
    assert "expected at least one [[watch]], or an address added, found none; try adding one" in err


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('[[watch]]\naddress = "bills.example"', "expected an address of the web"),
        ('[[watch]]\naddress = "https://a.example/"\nevery_hours = 0', "expected a number above zero"),
        ('[[watch]]\naddress = "https://a.example/"\nevery = 1', "expected a key of Watch"),
        ('[[watch]]\naddress = "https://a.example/"\nfollow = "("', "expected a regular expression"),
        ('[[watch]]\naddress = "https://a.example/"\nignore = ["<"]', "expected a CSS selector"),
        ('[[watch]]\naddress = "https://a.example/"\njitter_share = 2', "expected a share from 0 to 0.5"),
        ('[[watch]]\naddress = "https://a.example/"\n' * 2, "expected each address once"),
        ('[alerts]\nquiet_from = "22:00"', "expected both quiet_from and quiet_to"),
        ('[alerts]\nquiet_from = "22"\nquiet_to = "25:00"', "expected a time of day"),
        ('[alerts]\ntime_zone = "Europe/Nowhere"', "expected a zone"),
        ('[alerts]\nnews = ["gone"]', "expected one of vanished"),
        ('[capture]\nconfirm_minutes = [60, 15]', "expected waits that grow"),
        ('[capture]\ntimeout_seconds = -1', "expected a number above zero"),
    ],
)  # fmt: skip
def test_a_wrong_setting_names_its_key_and_its_cure(folder, tocsin, entry, said):
    written = (folder / "case.toml").read_text("utf-8")
    (folder / "case.toml").write_text(f"{written}\n{entry}\n", "utf-8")
    code, _, err = tocsin("verify", "--case", folder)
    assert code == 2
    assert said in err
    assert "case.toml: " in err
    assert err.count("\n") == 1

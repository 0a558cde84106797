"""A setting of the register audit that does not hold together is refused, with the key that is wrong."""

import re

import pytest

from tocsin.catalogue.register import load_setting, shipped_settings
from tocsin.errors import CatalogueError

WRONG = {
    "an agency that holds nobody we know": (
        'only = "driver"',
        'only = "drivers"',
        r"agencies\.driving\.only",
    ),
    "an exemption that there is not": ('proves = ["student"]', 'proves = ["pupil"]', r"education\.proves"),
    "a way to write that the country has not": ('writes = "passport"', 'writes = "latin"', r"\.writes"),
    "a sex that no file holds": ('sex = "men"', 'sex = "male"', r"agencies\.military\.sex"),
    "a reserve category that nobody is in": ('reserve = ["first"]', 'reserve = ["fourth"]', r"\.reserve"),
    "an occupation that nobody has": ('essential = ["medicine",', 'essential = ["mining",', r"\.essential"),
    "no military office first": ('id = "military"', 'id = "army"', "'military' first"),
    "shares that do not add up": ("secondary = 0.3", "secondary = 0.4", "add up to 1"),
    "a share beyond one": (
        "value = 0.9, low = 0.8, high = 0.97",
        "value = 0.9, low = 0.8, high = 1.7",
        "0 to 1",
    ),
    "a value outside its range": ("value = 0.9, low = 0.8", "value = 0.7, low = 0.8", "low <= value"),
    "a rate with no source": ('"assumption: frailty"', '" "', "named assumption"),
    "a rule that is not known": ("students_exempt = true", "pupils_exempt = true", "pupils_exempt"),
}


@pytest.fixture(scope="module")
def shipped(root):
    name = shipped_settings()[0]
    return (root / f"src/tocsin/catalogue/registers/{name}.toml").read_text("utf-8")


@pytest.mark.parametrize("flaw", WRONG)
def test_a_setting_with_a_flaw_is_refused_by_the_key_that_has_it(tmp_path, shipped, flaw):
    old, new, said = WRONG[flaw]
    assert old in shipped
    (tmp_path / "setting.toml").write_text(shipped.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError, match=said):
        load_setting(str(tmp_path / "setting.toml"))


def test_a_setting_of_ones_own_may_change_what_is_declared(tmp_path, shipped):
    changed = re.sub(r"doubles = \{ value = 0\.003", "doubles = { value = 0.004", shipped)
    (tmp_path / "setting.toml").write_text(changed, "utf-8")
    assert load_setting(str(tmp_path / "setting.toml")).margins.doubles.value == 0.004

"""Loads the setting of a register audit, and refuses one that is not of an invented country.

A setting may be anybody's; a country may not. The countries ship with the package, their digests stand in the
guard, and a setting can only share out people among the regions of the country that it names.
"""

import math
from importlib.resources import as_file, files
from pathlib import Path

from tocsin.catalogue.checks import figures, verify_known, verify_unique
from tocsin.catalogue.tables import decode_table, did_you_mean, load_table
from tocsin.errors import CatalogueError
from tocsin.records.register import Country, Setting

SHIPPED = "registers"
COUNTRIES = "countries"
TOLERATED = 1e-6
"""By how much shares may miss 1."""
FIRST = "military"
"""The agency that calls up, and whose file stands alone where nothing is joined."""
SEXES = ("all", "men")
HELD = ("all", "citizen", "student", "reserved", "driver", "traveller")
"""Whom of these a file may hold."""
EXEMPTIONS = ("student", "health", "children", "reserved", "foreign")
"""What a file's rows may show."""
EVERY = ("margins", "carelessness", "linking", "summons")


def shipped_settings() -> tuple[str, ...]:
    """Names of the settings that ship."""
    found = files("tocsin.catalogue").joinpath(SHIPPED).iterdir()
    return tuple(sorted(one.name.removesuffix(".toml") for one in found if one.name.endswith(".toml")))


def shipped_countries() -> tuple[str, ...]:
    """Names of the invented countries; there are no others."""
    found = files("tocsin.catalogue").joinpath(SHIPPED, COUNTRIES).iterdir()
    return tuple(sorted(one.name.removesuffix(".toml") for one in found if one.name.endswith(".toml")))


def load_setting(named: str) -> Setting:
    """The setting in a file, or the one that ships under that name.

    Raises:
        CatalogueError: a key is wrong, its shares do not add up, or its country or a region is not invented.
    """
    if named in shipped_settings():
        with as_file(files("tocsin.catalogue").joinpath(SHIPPED, f"{named}.toml")) as path:
            return _load(path)
    return _load(Path(named))


def load_country(named: str, where: str) -> Country:
    """One of the invented countries.

    Raises:
        CatalogueError: there is none of that name.
    """
    if named not in shipped_countries():
        raise CatalogueError(
            f"{where}: country",
            f"an invented country that ships ({', '.join(shipped_countries())})",
            repr(named),
            did_you_mean(named, shipped_countries()),
        )
    with as_file(files("tocsin.catalogue").joinpath(SHIPPED, COUNTRIES, f"{named}.toml")) as path:
        return decode_table(load_table(path), Country, str(path))


def _load(path: Path) -> Setting:
    found = decode_table(load_table(path), Setting, str(path))
    verify_setting(found, load_country(found.country, str(path)), str(path))
    return found


def verify_setting(found: Setting, country: Country, where: str) -> None:
    """Its regions are the invented country's, its shares add up, its figures are possible.

    Raises:
        CatalogueError: something is not so; the message has the key.
    """
    known = [one.id for one in country.regions]
    verify_known(
        list(found.margins.regions), known, f"{where}: margins.regions", "a region of the invented country"
    )
    missing = sorted(set(known) - set(found.margins.regions))
    if missing:
        raise CatalogueError(
            f"{where}: margins.regions", "every region", f"no {missing[0]}", f"{missing[0]} = 0"
        )
    for key in ("households", "regions", "education", "occupation_young", "occupation", "income", "health",
                "reserve", "citizenship"):  # fmt: skip
        _verify_sum(list(getattr(found.margins, key).values()), f"{where}: margins.{key}")
    for key in ("ages_of_men", "ages_of_women"):
        _verify_sum([one.share for one in getattr(found.margins, key)], f"{where}: margins.{key}")
    _verify_households(found, where)
    _verify_agencies(found, country, where)
    _verify_rules(found, where)
    for key in EVERY:
        _verify_figures(getattr(found, key), f"{where}: {key}")


def _verify_agencies(found: Setting, country: Country, where: str) -> None:
    """The military office comes first; each holds, writes and proves what there is."""
    verify_unique([one.id for one in found.agencies], f"{where}: agencies")
    first = found.agencies[0].id if found.agencies else "none"
    if first != FIRST:
        raise CatalogueError(f"{where}: agencies", f"{FIRST!r} first", repr(first), "putting it first")
    for one in found.agencies:
        at = f"{where}: agencies.{one.id}"
        verify_known([one.writes], ["own", *country.letters], f"{at}.writes", "a way to write")
        verify_known([one.sex], SEXES, f"{at}.sex", "whom it holds")
        verify_known([one.only], HELD, f"{at}.only", "whom it holds")
        verify_known(list(one.proves), EXEMPTIONS, f"{at}.proves", "an exemption")
        _verify_figures(one, at)


def _verify_rules(found: Setting, where: str) -> None:
    """There are rules, each of its own day, of categories that the people have."""
    verify_unique([str(one.starts_on) for one in found.rules], f"{where}: rules")
    if not found.rules:
        raise CatalogueError(f"{where}: rules", "a version of them", "none", "[[rules]]")
    for version in found.rules:
        at = f"{where}: rules.{version.starts_on}"
        for key, names in (
            ("sexes", ("men", "women")),
            ("reserve", found.margins.reserve),
            ("health", found.margins.health),
            ("essential", found.margins.occupation),
        ):
            verify_known(list(getattr(version, key)), list(names), f"{at}.{key}", "one of its people's")
        _verify_figures(version, at)


def _verify_sum(shares: list[float], where: str) -> None:
    total = sum(shares)
    if min(shares, default=0) < 0 or abs(total - 1) > TOLERATED:
        raise CatalogueError(where, "shares that add up to 1", f"{total:g}", "mending the largest")


def _verify_households(found: Setting, where: str) -> None:
    for kind in found.margins.households:
        if not kind.startswith("h") or set(kind[1:]) - set("scb") or kind.count("s") > 1 or "s" in kind[2:]:
            raise CatalogueError(
                f"{where}: margins.households", "members such as hscc", repr(kind), "h, then s, then c or b"
            )
    if "h" not in found.margins.households:
        raise CatalogueError(f"{where}: margins.households", "people who live alone", "no h", "h = 0.2")


def _verify_figures(found: object, where: str) -> None:
    for path, figure in figures(found):
        values = (figure.low, figure.value, figure.high)
        if not all(math.isfinite(x) for x in values) or not values[0] <= values[1] <= values[2]:
            raise CatalogueError(
                f"{where}.{path}", "low <= value <= high", f"{values}", "putting the range around it"
            )
        if figure.unit == "share" and not (values[0] >= 0 and values[2] <= 1):
            raise CatalogueError(f"{where}.{path}", "a share from 0 to 1", f"{values}", "20 % as 0.2")
        if not figure.source.strip():
            raise CatalogueError(
                f"{where}.{path}.source", "a source or a named assumption", "nothing", "naming it"
            )

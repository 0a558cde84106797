"""A small register of the shipped setting, made once."""

import msgspec
import pytest

from tocsin.catalogue.register import load_country, load_setting
from tocsin.models.register.made import Register
from tocsin.models.register.rules import version_on

N = 6_000


@pytest.fixture(scope="session")
def setting():
    return load_setting("tarvenia-single-register")


@pytest.fixture(scope="session")
def version(setting):
    return version_on(setting, setting.on)


@pytest.fixture(scope="session")
def country(setting):
    return load_country(setting.country, "test")


@pytest.fixture(scope="session")
def register(setting, country):
    return Register(setting, country, 7, N)


def sure(figure, value):
    return msgspec.structs.replace(figure, value=value, low=value, high=value)


def with_rates(setting, **rates):
    """The setting with these rates at every agency, coverage and identifier among them."""
    agencies = []
    for one in setting.agencies:
        own = {
            name: sure(getattr(one, name), rates[name])
            for name in ("coverage", "identifier")
            if name in rates
        }
        faults = {name: sure(figure, rates[name]) for name, figure in of_faults(one) if name in rates}
        agencies.append(
            msgspec.structs.replace(one, **own, faults=msgspec.structs.replace(one.faults, **faults))
        )
    return msgspec.structs.replace(setting, agencies=tuple(agencies))


def of_faults(agency):
    return [(name, getattr(agency.faults, name)) for name in agency.faults.__struct_fields__]


@pytest.fixture(scope="session")
def changed():
    """Gives a setting in which some rates are others, at every agency."""
    return with_rates


@pytest.fixture(scope="session")
def faultless(setting):
    """The setting in which nothing goes wrong and everybody has a number."""
    names = [name for name, _ in of_faults(setting.agencies[0])]
    return with_rates(setting, coverage=1.0, identifier=1.0, **dict.fromkeys(names, 0.0))

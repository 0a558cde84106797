"""A small register of the shipped setting, made once."""

import pytest

from tocsin.catalogue.register import load_country, load_setting
from tocsin.models.register.made import Register

N = 6_000


@pytest.fixture(scope="session")
def setting():
    return load_setting("tarvenia-single-register")


@pytest.fixture(scope="session")
def country(setting):
    return load_country(setting.country, "test")


@pytest.fixture(scope="session")
def register(setting, country):
    return Register(setting, country, 7, N)

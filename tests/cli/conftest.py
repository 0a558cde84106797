"""A case built once with the real commands, and a way to run a command as a user would."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tocsin.cli.main import run


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def tocsin(capfd):
    """Runs a command in this process and gives its exit code and what it printed."""

    def call(*arguments: str) -> Ran:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return Ran(code, said.out, said.err)

    return call


def process(*arguments, given: bytes = b"", **options) -> Ran:
    """Runs a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", *map(str, arguments)], input=given, capture_output=True, **options
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def alone():
    """Runs a command in a process of its own, with what it is given on standard input."""
    return process


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory) -> Path:
    """The example case, built once."""
    folder = tmp_path_factory.mktemp("demo") / "case"
    assert run(["demo", "--case", str(folder), "--no-voice"]) == 0
    return folder

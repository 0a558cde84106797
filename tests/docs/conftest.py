"""The pages as text, and the shipped catalogue as tables."""

import tomllib
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def page(root: Path):
    """Reads a page of the documentation by its path below `docs/`."""

    def read(name: str) -> str:
        return (root / "docs" / name).read_text(encoding="utf-8")

    return read


@pytest.fixture(scope="session")
def entries(root: Path):
    """Gives the entries of a folder of the catalogue by id, which is the file's name."""

    def load(kind: str):
        paths = sorted((root / "src/tocsin/catalogue" / kind).glob("*.toml"))
        return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}

    return load

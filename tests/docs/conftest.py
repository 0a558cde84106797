"""The pages, as text."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def page(root: Path):
    """Reads a page of the documentation by its path below `docs/`."""

    def read(name: str) -> str:
        return (root / "docs" / name).read_text(encoding="utf-8")

    return read

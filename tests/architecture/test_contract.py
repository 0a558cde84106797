"""The import contract holds, and it bites: each forbidden import, planted on purpose, is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder / "src")},
    )


@pytest.fixture
def checkout(root: Path, tmp_path: Path) -> Path:
    """A copy of the package to spoil."""
    shutil.copytree(root / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_package_keeps_the_contract(checkout: Path) -> None:
    done = lint(checkout)
    assert done.returncode == 0, done.stdout


VIOLATIONS = {
    "a stage imports another stage": ("reading/planted.py", "import tocsin.assess\n"),
    "a noun imports a stage": ("records/planted.py", "import tocsin.capture\n"),
    "the memory imports a stage": ("archive/planted.py", "import tocsin.capture\n"),
    "the archive imports the store": ("archive/planted.py", "import tocsin.store\n"),
    "a stage imports the pipeline": ("briefing/planted.py", "import tocsin.pipeline\n"),
    "a stage imports the catalogue": ("assess/planted.py", "import tocsin.catalogue\n"),
    "reading speaks to the network": ("reading/planted.py", "import socket\n"),
    "the briefing speaks to the network": ("briefing/planted.py", "import http.client\n"),
    "the desk opens the vault": ("desk.py", "import tocsin.protect.vault\n"),
    "a stage opens the vault": ("briefing/planted.py", "import tocsin.protect.vault\n"),
    "a package outside the layers": ("stray/__init__.py", "import tocsin.records\n"),
}


@pytest.mark.parametrize("flaw", VIOLATIONS)
def test_a_planted_violation_is_caught(checkout: Path, flaw: str) -> None:
    where, text = VIOLATIONS[flaw]
    planted = checkout / "src" / "tocsin" / where
    planted.parent.mkdir(exist_ok=True)
    planted.write_text('"""Planted."""\n\n' + text, encoding="utf-8")
    done = lint(checkout)
    assert done.returncode != 0, done.stdout
    assert "BROKEN" in done.stdout or "stray" in done.stdout + done.stderr


def test_a_planted_cycle_is_caught(checkout: Path) -> None:
    folder = checkout / "src" / "tocsin" / "records"
    (folder / "planted_a.py").write_text('"""A."""\n\nimport tocsin.records.planted_b\n', encoding="utf-8")
    (folder / "planted_b.py").write_text('"""B."""\n\nimport tocsin.records.planted_a\n', encoding="utf-8")
    done = lint(checkout)
    assert done.returncode != 0
    assert "BROKEN" in done.stdout

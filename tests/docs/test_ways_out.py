"""Every command that writes or prints, and every module that writes, says what guards it."""

import ast
import re

import click
import pytest

from tocsin.cli.main import cli

WRITERS = {"write_text", "write_bytes", "fdopen"}
"""Calls that put bytes into a file; `write` is the one that puts a finished file in place."""
CELLS = 5
"""Pieces of a row of three columns between its bars, with what stands before and behind."""
LEAVING = ("cli", "desk", "alert")
"""Packages from which something leaves: below them are the stages and the case's own memory."""


@pytest.fixture(scope="module")
def tables(root):
    page = (root / "docs" / "methods" / "protection.md").read_text("utf-8")
    return page.split("## Ways out", 1)[1].split("\n## ", 1)[0]


def commands(group, above=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))
        else:
            yield " ".join((*above, name))


def writes(tree):
    """Whether a module writes files by itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in WRITERS:
                return True
            if isinstance(called, ast.Name) and called.id == "write":
                return True
            modes = [one.value for one in node.args if isinstance(one, ast.Constant)]
            opens = isinstance(called, ast.Attribute) and called.attr == "open"
            if opens and any(isinstance(mode, str) and re.fullmatch(r"[wax]b?\+?", mode) for mode in modes):
                return True
    return False


def test_every_command_says_what_leaves_by_it_and_what_guards_it(tables):
    rows = [line.split("|") for line in tables.splitlines()]
    told = {row[1]: row for row in rows if len(row) == CELLS}
    listed = [
        name.strip().strip("`").removeprefix("tocsin ")
        for name in told
        if name.strip().startswith("`tocsin ")
    ]
    assert sorted(listed) == sorted(commands(cli))
    for name, row in told.items():
        assert all(cell.strip() for cell in row[2:4]), name


def test_every_module_that_writes_what_leaves_says_what_guards_it(root, tables):
    package = root / "src" / "tocsin"
    found = {
        path.relative_to(package).as_posix()
        for name in LEAVING
        for path in (package / name).rglob("*.py")
        if writes(ast.parse(path.read_text("utf-8")))
    }
    assert found == set(re.findall(r"^\| `((?:cli|desk|alert)/[\w/]+\.py)`", tables, re.MULTILINE))


def test_whatever_a_desk_module_writes_has_been_before_the_gate(root):
    package = root / "src" / "tocsin" / "desk"
    for path in package.rglob("*.py"):
        text = path.read_text("utf-8")
        if writes(ast.parse(text)):
            assert re.search(r"gate(?:\(\))?\.verify\(", text), path.name

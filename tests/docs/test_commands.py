"""Every command and option stands in the documentation, and no other."""

import re

import click
import pytest

from tocsin.cli.main import cli

ANYWHERE = {"--help", "--version"}


def commands(group, path="tocsin"):
    """Full name → command, through all groups."""
    found = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        full = f"{path} {name}"
        if isinstance(command, click.Group):
            found |= commands(command, full)
        else:
            found[full] = command
    return found


def options(command):
    return {
        opt
        for param in command.params
        if isinstance(param, click.Option)
        for opt in param.opts
        if opt.startswith("--")
    }


def test_the_page_lists_every_command_and_no_other(page):
    told = set(re.findall(r"^\| `(tocsin [a-z -]+)` \|", page("commands.md"), re.MULTILINE))
    assert told == set(commands(cli))


def test_the_page_names_every_option(page):
    told = set(re.findall(r"`(--[a-z-]+)", page("commands.md")))
    real = {option for command in commands(cli).values() for option in options(command)}
    assert told - ANYWHERE - {"--format"} <= real
    assert real - ANYWHERE <= told


@pytest.mark.parametrize(
    "name", ["tour.md", "errors.md", "limits.md", "methods/archive.md", "methods/protection.md"]
)
def test_every_command_a_page_tells_to_run_exists(page, name):
    told = set(
        re.findall(
            r"tocsin ([a-z]+)\b",
            "\n".join(re.findall(r"`[^`]*`|^\.venv/bin/tocsin .*$", page(name), re.MULTILINE)),
        )
    )
    assert told <= {full.split()[1] for full in commands(cli)}


@pytest.mark.parametrize("name", sorted(commands(cli)))
def test_every_command_explains_itself(name):
    command = commands(cli)[name]
    assert command.help
    assert all(
        param.help for param in command.params if isinstance(param, click.Option) and param.name != "folder"
    )

"""The `tocsin` command: its groups, and how every failure becomes one line and an exit code.

Exit 0: done. 1: a check failed, or something was found missing. 2: wrong use or bad input, with one
line "*where*: expected X, found Y; try Z" on stderr and no traceback.
"""

import os
import sys

import click

from tocsin import __version__
from tocsin.cli.lazy import Lazy
from tocsin.cli.options import BAD_INPUT, CHECK_FAILED
from tocsin.errors import DamageError, LeakError, TocsinError
from tocsin.log import stderr

COMMANDS = {
    "demo": "tocsin.cli.case:demo",
    "new": "tocsin.cli.case:new",
    "add": "tocsin.cli.case:add",
    "watch": "tocsin.cli.watching:watch",
    "brief": "tocsin.cli.publishing:brief",
    "voice": "tocsin.cli.voicing:speak",
    "assess": "tocsin.cli.assessing:assess",
    "explain": "tocsin.cli.explaining:explain",
    "predictions": "tocsin.cli.ledger:predictions",
    "settle": "tocsin.cli.ledger:settle",
    "record": "tocsin.cli.explaining:record",
    "backtest": "tocsin.cli.backtesting:backtest",
    "elicit": "tocsin.cli.eliciting:elicit",
    "verify": "tocsin.cli.archive:verify",
    "timemap": "tocsin.cli.archive:timemap",
    "diff": "tocsin.cli.archive:diff",
    "custody": "tocsin.cli.archive:custody",
    "export": "tocsin.cli.archive:export",
    "timestamp": "tocsin.cli.archive:timestamp",
    "manpower": "tocsin.cli.manpower:manpower",
    "register": "tocsin.cli.register:register",
    "opinion": "tocsin.cli.opinion:opinion",
    "protect": "tocsin.cli.protecting:protect",
    "vault": "tocsin.cli.vault:vault",
    "read": "tocsin.cli.reading:read",
    "review": "tocsin.cli.reviewing:review",
}
"""Name → where it is, in the order in which a user meets them."""


@click.group(
    cls=Lazy,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="tocsin %(version)s")
def cli() -> None:
    """Reads open sources about a country at war: is another call-up coming?

    Start with `tocsin demo`, or with `tocsin new`, `tocsin add` and `tocsin brief` on your own sources.
    """


def said(error: click.ClickException) -> str:
    """The one line for a command that was called wrongly."""
    where = "tocsin"
    if isinstance(error, click.UsageError) and error.ctx is not None:
        where = error.ctx.command_path
    wrong = " ".join(error.format_message().split()).rstrip(".")
    return f"{where}: expected a call as its help shows, found: {wrong}; try {where} --help"


def run(arguments: list[str] | None = None) -> int:
    """Runs the command and gives the exit code; every failure we know is one line on stderr."""
    try:
        code = cli.main(args=arguments, prog_name="tocsin", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        line, code = said(error), BAD_INPUT
    except (DamageError, LeakError) as error:
        line, code = str(error), CHECK_FAILED
    except TocsinError as error:
        line, code = str(error), BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        line, code = (
            "tocsin: stopped; nothing stored is lost, and the same command may be run again",
            BAD_INPUT,
        )
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = error.filename or "tocsin"
        reason = error.strerror or str(error)
        line = f"{where}: expected to read or write it, found: {reason}; try another place, or free room"
        code = BAD_INPUT
    else:
        return code if isinstance(code, int) else 0
    stderr().print(line, markup=False, style="red" if code == CHECK_FAILED else None)
    return code


def main() -> None:
    """The console script."""
    sys.exit(run())

"""Packages that only joining and calling up need, loaded when they are needed: the extra `register`."""

import importlib
from typing import Any

from tocsin.errors import UsageError


def needed(name: str) -> Any:
    """The module `name`.

    Raises:
        UsageError: the extra is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            "tocsin register", f"the package {error.name}", "none", "pip install 'tocsin[register]'"
        ) from error

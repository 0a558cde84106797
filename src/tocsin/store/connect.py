"""Opening a database by its URL, and bringing it to the newest schema.

SQLite gets what it needs at each connection; nothing else here or in the queries is SQLite's own, so
that a team can give a PostgreSQL URL instead.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from tocsin.errors import StoreError
from tocsin.store.schema import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 10_000


def engine(url: str) -> sa.Engine:
    """The database at `url`, not yet opened.

    Raises:
        StoreError: the URL is not one of a database we know how to speak to.
    """
    try:
        made = sa.create_engine(url)
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError) as error:
        raise StoreError(
            "database URL", "sqlite:///path/to/file", f"{url!r} ({error})", "a URL of that form"
        ) from error
    if made.dialect.name == "sqlite":
        sa.event.listen(made, "connect", _prepare_sqlite)
        sa.event.listen(made, "begin", _begin_sqlite)
    return made


def migrate(connection: sa.Connection, where: str) -> None:
    """Bring the schema up to date in one transaction.

    Raises:
        StoreError: the database was made by a newer program.
    """
    found = MigrationContext.configure(connection).get_current_revision()
    if found == REVISION:
        return
    config = configuration()
    try:
        if found is not None:
            ScriptDirectory.from_config(config).get_revision(found)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            where,
            f"schema version {REVISION} or older",
            f"version {found}, made by a newer Tocsin",
            "the newer version, or a fresh case built from the same archive",
        ) from error


def configuration() -> Config:
    """Where the migrations are; they travel inside the package."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions leave DDL outside; ours begin in `_begin_sqlite`.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")

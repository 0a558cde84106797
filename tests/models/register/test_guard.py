"""Every way that we could think of to get other people into the register, and that it is shut."""

import ast
import inspect
import os
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tocsin.catalogue.register import load_setting
from tocsin.errors import CatalogueError, GuardError
from tocsin.models.register import guard, invented
from tocsin.models.register.guard import MANIFEST, SIGNATURE, Key, keep, load
from tocsin.models.register.joining import Joint, Model
from tocsin.models.register.linking import link
from tocsin.models.register.made import Register, tables_of
from tocsin.models.register.net import alone, perfect
from tocsin.records.identity import digest
from tocsin.records.record import decode, encode
from tocsin.records.register_found import Provenance

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
OURS, THEIRS = Key(b"o" * 32), Key(b"t" * 32)
N = 2_000


@pytest.fixture(scope="module")
def kept(setting, country, tmp_path_factory):
    folder = tmp_path_factory.mktemp("case") / "register"
    keep(folder, Register(setting, country, 3, N), OURS)
    return folder


@pytest.fixture
def folder(kept, tmp_path):
    return Path(shutil.copytree(kept, tmp_path / "register"))


@pytest.fixture
def opened(setting, country):
    return lambda folder: load(folder, setting, country, OURS.public)


def resign(folder, key=OURS, **changes):
    """What somebody with the key could do: list other digests and sign them."""
    said = decode((folder / MANIFEST).read_bytes(), Provenance)
    manifest = encode(msgspec.structs.replace(said, **changes))
    (folder / MANIFEST).write_bytes(manifest)
    (folder / SIGNATURE).write_bytes(key.sign(manifest))


def digests(folder):
    return {
        path.name: digest(path.read_bytes())
        for path in folder.iterdir()
        if path.suffix != ".json" and path.name != SIGNATURE
    }


def edit(path, change):
    column = np.load(path)
    change(column)
    np.save(path, column)


def test_what_the_generator_wrote_is_opened_as_it_was(folder, opened, setting, country):
    found = opened(folder)
    made = Register(setting, country, 3, N)
    assert found.n_people == N
    for name, table in made.files.items():
        for column, values in table.items():
            np.testing.assert_array_equal(found.files[name][column], values)


def test_an_edited_cell_is_refused(folder, opened):
    edit(folder / "tax.surname.npy", lambda column: column.__setitem__(5, 0))
    with pytest.raises(GuardError, match=r"tax\.surname\.npy.*the bytes that were signed"):
        opened(folder)


def test_a_swapped_table_is_refused(folder, opened):
    shutil.copy(folder / "health.surname.npy", folder / "tax.surname.npy")
    with pytest.raises(GuardError, match="the bytes that were signed"):
        opened(folder)


def test_a_register_signed_by_another_key_is_refused(folder, opened):
    resign(folder, THEIRS, made_for=THEIRS.public.hex())
    with pytest.raises(GuardError, match="this case's key"):
        opened(folder)


def test_the_manifest_of_another_case_is_refused(setting, country, tmp_path, opened):
    keep(tmp_path / "other", Register(setting, country, 3, N), THEIRS)
    with pytest.raises(GuardError, match="this case's key"):
        opened(tmp_path / "other")


def test_not_even_the_holder_of_the_key_can_sign_other_people_in(folder, opened):
    edit(folder / "military.surname.npy", lambda column: column.__setitem__(slice(None), 8))
    resign(folder, digests=digests(folder))
    with pytest.raises(GuardError, match=r"military\.surname\.npy.*other people"):
        opened(folder)


def test_not_even_the_holder_of_the_key_can_sign_a_further_table_in(folder, opened):
    np.save(folder / "employees.surname.npy", np.arange(9))
    resign(folder, digests=digests(folder))
    with pytest.raises(GuardError, match="more of them"):
        opened(folder)


@pytest.mark.parametrize("change", [{"seed": 4}, {"n_people": N + 1}])
def test_a_manifest_that_says_another_seed_or_size_is_refused(folder, opened, change):
    resign(folder, **change)
    with pytest.raises(GuardError, match="other people"):
        opened(folder)


def test_a_list_put_into_the_folder_is_refused(folder, opened, setting, country):
    (folder / "employees.csv").write_text("surname,born\n")
    with pytest.raises(GuardError, match=r"employees\.csv.*somebody else"):
        opened(folder)
    with pytest.raises(GuardError, match="somebody else"):
        keep(folder, Register(setting, country, 3, N), OURS)


def test_a_link_to_a_file_elsewhere_is_refused(folder, opened, tmp_path):
    path = folder / "tax.birth.npy"
    path.rename(tmp_path / "elsewhere.npy")
    path.symlink_to(tmp_path / "elsewhere.npy")
    with pytest.raises(GuardError, match="the bytes that were signed"):
        opened(folder)


def test_a_folder_without_manifest_is_no_register(tmp_path, opened):
    with pytest.raises(GuardError, match="signed manifest"):
        opened(tmp_path)


def test_another_setting_than_the_signed_one_is_refused(folder, setting, country):
    other = msgspec.structs.replace(setting, title="another")
    with pytest.raises(GuardError, match="its setting"):
        load(folder, other, country, OURS.public)


def test_a_country_that_was_altered_is_refused(setting, country):
    real = msgspec.structs.replace(country, men=("Robert", *country.men[1:]))
    with pytest.raises(GuardError, match="no places or names from outside"):
        Register(setting, real, 1, 100)


def test_a_country_of_another_name_is_refused(setting, country):
    with pytest.raises(GuardError, match="an invented country as it ships"):
        Register(setting, msgspec.structs.replace(country, id="francia"), 1, 100)


@pytest.mark.parametrize(
    ("old", "new"), [('country = "tarvenia"', 'country = "france"'), ('"Norvask" =', '"Paris" =')]
)
def test_a_setting_with_the_geography_of_a_real_country_is_refused(tmp_path, root, old, new):
    text = (root / "src/tocsin/catalogue/registers/tarvenia-single-register.toml").read_text("utf-8")
    (tmp_path / "s.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(CatalogueError, match="invented country"):
        load_setting(str(tmp_path / "s.toml"))


def test_a_register_cannot_be_given_tables(register):
    assert list(inspect.signature(Register.__init__).parameters) == [
        "self", "setting", "country", "seed", "n_people", "threads",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="read-only"):
        register.files["tax"]["surname"][0] = 1
    with pytest.raises(TypeError, match="does not support item assignment"):
        register.files["tax"] = {}
    with pytest.raises(AttributeError):
        register.people = {}


def test_nothing_in_the_model_reads_a_table_from_a_file_or_a_word_from_the_environment(root):
    readers = {
        "load",
        "loadtxt",
        "genfromtxt",
        "fromfile",
        "memmap",
        "read_csv",
        "read_parquet",
        "read_json",
        "from_csv_auto",
        "from_parquet",
        "from_arrow",
        "from_df",
        "read_table",
        "getenv",
        "environ",
    }
    for path in (root / "src/tocsin/models/register").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in readers, f"{path.name}: {node.attr}"
    assert not hasattr(guard, "sign")


@pytest.mark.parametrize("name", ["employees.npy", "my.own.npy"])
def test_an_array_of_somebody_else_is_neither_opened_nor_cleared_away(folder, opened, setting, country, name):
    np.save(folder / name, np.arange(3))
    with pytest.raises(GuardError, match="somebody else"):
        opened(folder)
    with pytest.raises(GuardError, match="somebody else"):
        keep(folder, Register(setting, country, 3, N), OURS)
    assert (folder / name).is_file()


def test_a_folder_that_is_a_link_is_refused_and_what_lies_there_is_left_alone(
    folder, opened, setting, country, tmp_path
):
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "register").symlink_to(folder)
    with pytest.raises(GuardError, match="a link to another"):
        opened(tmp_path / "case" / "register")
    with pytest.raises(GuardError, match="a link to another"):
        keep(tmp_path / "case" / "register", Register(setting, country, 3, N), OURS)
    assert (folder / MANIFEST).is_file()


@pytest.mark.parametrize("name", [MANIFEST, SIGNATURE, "tax.birth.npy"])
def test_a_pipe_in_the_place_of_a_file_is_refused_and_waited_for_by_nobody(folder, opened, name):
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(GuardError, match="none"):
        opened(folder)


def test_a_manifest_too_large_to_be_one_is_not_read(folder, opened):
    with (folder / MANIFEST).open("ab") as file:
        file.truncate(1 << 30)
    with pytest.raises(GuardError, match="signed manifest"):
        opened(folder)


def test_a_manifest_cannot_ask_for_more_people_than_a_machine_holds(folder, opened):
    resign(folder, n_people=10**12)
    with pytest.raises(GuardError, match="20,000,000 people"):
        opened(folder)


def test_a_register_copied_with_its_key_holds_the_same_invented_people_and_no_others(
    folder, opened, setting, country, tmp_path
):
    copied = Path(shutil.copytree(folder, tmp_path / "copied"))
    assert opened(copied).people.keys() == Register(setting, country, 3, N).people.keys()
    edit(copied / "people.given.npy", lambda column: column.__setitem__(slice(None), 3))
    resign(copied, digests=digests(copied))
    with pytest.raises(GuardError, match="other people"):
        opened(copied)


def test_an_invented_country_cannot_be_added_to_the_list():
    with pytest.raises(TypeError):
        invented.INVENTED["francia"] = "sha256:00"


class Lookalike:
    """What is handed in for a register: it has everything that one has."""

    def __init__(self, of, files):
        self.setting, self.country, self.seed, self.n_people = of.setting, of.country, of.seed, of.n_people
        self.people, self.files = of.people, files


class Heir(Register):
    """A register that was made, and gives out other files."""

    files = property(lambda self: theirs(self))


def theirs(register):
    """The files with other people in them, as codes."""
    own = Register.files.fget(register)
    tax = {name: column.copy() for name, column in own["tax"].items()}
    tax["surname"][:] = 8
    return {**own, "tax": tax}


class Turning(dict):
    """Files that are ours when they are looked at first, and theirs after."""

    def __init__(self, ours, other):
        super().__init__(ours)
        self.other, self.looked = other, 0

    def items(self):
        self.looked += 1
        return super().items() if self.looked % 2 else self.other.items()


def swapped(register):
    register._files = theirs(register)
    return register


def written(register):
    column = register.files["tax"]["surname"]
    column.base.setflags(write=True)
    column.base[:] = 8
    return register


def unmade(register):
    bare = Register.__new__(Register)
    for name in ("_country", "_people", "_seed", "_setting", "_n_people"):
        setattr(bare, name, getattr(register, name))
    bare._files = theirs(register)
    return bare


def abroad(register):
    register._country = msgspec.structs.replace(register.country, men=("Robert", *register.country.men[1:]))
    return register


def of_words(register):
    register._files = {**register.files, "tax": {**register.files["tax"], "surname": np.array(["Doe"])}}
    return register


WAYS_IN = {
    "a lookalike": lambda one: Lookalike(one, theirs(one)),
    "an heir": lambda one: Heir(one.setting, one.country, one.seed, one.n_people),
    "tables put into its place": swapped,
    "columns written to": written,
    "a register that was never made": unmade,
    "the words of another country": abroad,
    "columns of words": of_words,
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_neither_joining_nor_calling_up_takes_other_people_through_the_python_interface(
    setting, country, version, way
):
    other = WAYS_IN[way](Register(setting, country, 3, N))
    with pytest.raises(GuardError, match=r"register|invented"):
        Joint(other)
    with pytest.raises(GuardError, match=r"register|invented"):
        alone(other, version)
    with pytest.raises(GuardError, match=r"register|invented"):
        perfect(other, version)
    with pytest.raises(GuardError, match=r"register|invented"):
        keep(Path("nowhere"), other, OURS)


def test_tables_that_change_between_looks_are_ours_at_every_look(setting, country):
    register = Register(setting, country, 3, N)
    ours = register.files["tax"]["surname"].copy()
    register._files = Turning(register.files, theirs(register))
    np.testing.assert_array_equal(tables_of(register).files["tax"]["surname"], ours)
    with pytest.raises(GuardError, match="generator makes"):
        tables_of(register)


@pytest.fixture(scope="module")
def joint(setting, country):
    pytest.importorskip("splink")
    return Joint(Register(setting, country, 3, N))


@pytest.mark.parametrize(
    "asked",
    [
        "ATTACH '{folder}/theirs.duckdb' AS theirs",
        "SELECT * FROM read_csv('{folder}/theirs.csv')",
        "SELECT * FROM '{folder}/theirs.csv'",
        "COPY rows FROM '{folder}/theirs.csv'",
        "COPY rows TO '{folder}/out.csv'",
        "SELECT * FROM theirs",
        "SET enable_external_access = true",
        "SET python_enable_replacements = true",
        "INSTALL httpfs",
    ],
)
def test_the_database_opens_no_file_no_variable_and_no_other_database(joint, tmp_path, asked):
    (tmp_path / "theirs.csv").write_text("row,surname\n1,Doe\n")
    theirs = {"surname": np.array(["Doe"])}
    assert theirs
    duckdb = pytest.importorskip("duckdb")
    with pytest.raises(duckdb.Error, match=r"disabled|locked|does not exist|Permission"):
        joint.con.execute(asked.format(folder=tmp_path))
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    "changed",
    [
        "INSERT INTO rows SELECT * REPLACE (999999 AS row) FROM rows LIMIT 1",
        "UPDATE rows SET surname = 'Doe' WHERE row = 5",
        "DELETE FROM rows WHERE row = 5",
        "CREATE OR REPLACE TABLE rows AS SELECT * REPLACE (7 AS birth) FROM rows",
    ],
)
def test_rows_that_were_put_in_or_changed_are_not_joined(joint, changed):
    joint.con.execute("CREATE OR REPLACE TABLE kept AS SELECT * FROM rows")
    joint.con.execute(changed)
    for step in (joint.learn, lambda: joint.compare(Model({}, {}, 0.1), 0.0)):
        with pytest.raises(GuardError, match="rows that were changed or put in"):
            step()
    joint.con.execute("CREATE OR REPLACE TABLE rows AS SELECT * FROM kept")
    joint.verify()


def test_what_only_looks_like_rows_of_a_register_is_not_joined(joint):
    class Like:
        register, rows, agencies, con = joint.register, joint.rows, None, joint.con
        compare = learn = None

    with pytest.raises(GuardError, match="those of a register"):
        link(Like())


def test_who_joins_or_calls_up_takes_rows_from_nobody(root):
    """Rows are handed on only inside: what is called from outside takes a register and makes them itself."""
    taken = {}
    for path in (root / "src/tocsin/models/register").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                kinds = {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
                if kinds & {"Columns", "Table", "Tables", "dict[str, Table]", "Mapping[str, Columns]"}:
                    taken[node.name] = path.name
    assert set(taken) == {
        "keep_files", "rows_of", "exempt",  # the generator's own
        "of_age", "in_reserve", "fit", "exempted", "present",  # who may be called, of columns checked before
        "chance_agreement", "review", "measure",  # of rows checked before
    }  # fmt: skip

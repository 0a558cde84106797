"""Every way that we could think of to get other people into the register, and that it is shut."""

import ast
import inspect
import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from tocsin.catalogue.register import load_setting
from tocsin.errors import CatalogueError, GuardError
from tocsin.models.register import guard
from tocsin.models.register.guard import MANIFEST, SIGNATURE, Key, keep, load
from tocsin.models.register.made import Register
from tocsin.records.identity import digest
from tocsin.records.record import decode, encode
from tocsin.records.register_found import Provenance

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


def test_nothing_in_the_model_reads_tables_from_a_file(root):
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
    }
    for path in (root / "src/tocsin/models/register").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in readers, f"{path.name}: {node.func.attr}"
    assert not hasattr(guard, "sign")

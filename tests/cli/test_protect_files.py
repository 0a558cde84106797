"""`tocsin protect clean` and `mark` do all of what they say or nothing."""

import pytest
from PIL import ExifTags, Image


@pytest.fixture
def photo(tmp_path):
    tags = Image.Exif()
    tags[ExifTags.Base.Artist] = "Zinaida"
    tags.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    tags.get_ifd(ExifTags.IFD.GPSInfo)[2] = (55.0, 45.0, 1.0)
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (80, 60), "grey").save(path, exif=tags)
    return path


def test_a_cleaned_copy_has_no_place_and_no_owner_and_the_file_stays(tocsin, photo, tmp_path):
    before = photo.read_bytes()
    ran = tocsin("protect", "clean", photo, "--out", tmp_path / "clean")
    assert (ran.code, ran.err) == (0, "")
    made = (tmp_path / "clean" / "photo.jpg").read_bytes()
    assert b"Zinaida" in before
    assert b"Zinaida" not in made
    assert photo.read_bytes() == before


def test_one_file_that_cannot_be_cleaned_stops_all(tocsin, photo, tmp_path):
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    ran = tocsin("protect", "clean", photo, tmp_path / "notes.txt", "--out", tmp_path / "clean")
    assert ran.code == 2
    assert "notes.txt" in ran.err
    assert not (tmp_path / "clean").exists()


def test_nothing_is_written_over_what_is_there(tocsin, photo):
    before = photo.read_bytes()
    assert tocsin("protect", "clean", photo, "--out", photo.parent).code == 2
    assert photo.read_bytes() == before


def test_a_mark_is_written_beside_the_analyst_s_comments_or_not_at_all(tocsin, tmp_path):
    case = tmp_path / "case"
    assert tocsin("new", case).code == 0
    before = (case / "case.toml").read_text("utf-8")
    for wrong in ("claim-0123456789abcdef0123", "capture-0123456789abcdef0123", "nobody"):
        assert tocsin("protect", "mark", "--case", case, "RED", wrong).code == 2
        assert (case / "case.toml").read_text("utf-8") == before
    assert tocsin("protect", "mark", "--case", case, "tlp:amber", "levada", "https://x.example/a").code == 0
    after = (case / "case.toml").read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert 'levada = "AMBER"' in after
    assert '"https://x.example/a" = "AMBER"' in after

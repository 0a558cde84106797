"""A cleaned file shows what it showed and tells nothing else; what cannot be cleaned is refused."""

import io
import zipfile
import zlib

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from tocsin.errors import ProtectError
from tocsin.protect.cleaning.clean import clean
from tocsin.protect.cleaning.pictures import without_segments
from tocsin.protect.faces import cover_faces, find_faces

SECRET = "Konstantin"
RAW = SECRET.encode()
WIDE = SECRET.encode("utf-16-le")


def drawn(size=(64, 40)):
    """A picture whose four corners differ, so that turning it shows."""
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 30, 30), (0, 0, size[0] // 2, size[1] // 2))
    picture.paste((30, 30, 200), (size[0] // 2, size[1] // 2, *size))
    return picture


def saved(picture, form, **told):
    out = io.BytesIO()
    picture.save(out, form, **told)
    return out.getvalue()


def exif(orientation=1):
    tags = Image.Exif()
    tags[ExifTags.Base.Artist] = SECRET
    tags[ExifTags.Base.ImageDescription] = f"at {SECRET}'s flat"
    tags[ExifTags.Base.Orientation] = orientation
    tags[ExifTags.Base.XPAuthor] = WIDE
    tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + RAW
    tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.BodySerialNumber] = SECRET
    tags.get_ifd(ExifTags.IFD.GPSInfo)[1] = "N"
    tags.get_ifd(ExifTags.IFD.GPSInfo)[2] = (55.0, 45.0, 1.0)
    return tags


def xmp():
    return b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator>" + RAW + b"</creator></x:xmpmeta>"


def profile():
    """A colour profile that names somebody in its description."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made.replace(b"sRGB built-in"[:10], RAW)


def png_told():
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET)
    told.add_itxt("Comment", SECRET, zip=True)
    told.add_text("Software", SECRET, zip=True)
    return told


def iptc():
    """Photoshop's block with the IPTC by-line."""
    record = b"\x1c\x02\x50" + len(RAW).to_bytes(2, "big") + RAW
    block = b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + record
    body = b"Photoshop 3.0\x00" + block
    return b"\xff\xed" + (len(body) + 2).to_bytes(2, "big") + body


def with_chunk(png):
    """The picture with a chunk that only its program reads, behind the head."""
    body = b"prVt" + RAW
    chunk = len(RAW).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return png[:33] + chunk + png[33:]


PICTURES = {
    "Exif, place and owner": saved(drawn(), "JPEG", exif=exif()),
    "a JPEG comment": saved(drawn(), "JPEG", comment=RAW),
    "an XMP packet": saved(drawn(), "JPEG", xmp=xmp()),
    "an IPTC by-line": (lambda jpeg: jpeg[:2] + iptc() + jpeg[2:])(saved(drawn(), "JPEG")),
    "a colour profile that names its owner": saved(drawn(), "JPEG", icc_profile=profile() + RAW),
    "bytes behind the end": saved(drawn(), "JPEG") + RAW,
    "PNG text": saved(drawn(), "PNG", pnginfo=png_told()),
    "PNG Exif": saved(drawn(), "PNG", exif=exif()),
    "a chunk of one's own in a PNG": with_chunk(saved(drawn(), "PNG")),
    "a GIF comment": saved(drawn(), "GIF", comment=RAW),
    "WebP Exif and XMP": saved(drawn(), "WEBP", exif=exif(), xmp=xmp()),
    "TIFF tags": saved(drawn(), "TIFF", tiffinfo={270: SECRET, 315: SECRET}),
    "bytes behind a bitmap": saved(drawn(), "BMP") + RAW,
    "a picture of several frames": saved(
        drawn(), "GIF", save_all=True, append_images=[drawn().rotate(180)], duration=100, comment=RAW
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_tells_nothing_but_what_it_shows(name):
    made = clean("a", PICTURES[name])
    assert RAW not in made
    assert WIDE not in made
    with Image.open(io.BytesIO(made)) as after, Image.open(io.BytesIO(PICTURES[name])) as before:
        assert after.size == before.size
        assert not after.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert getattr(after, "n_frames", 1) == getattr(before, "n_frames", 1)
        shown, was = (np.asarray(one.convert("RGB"), int) for one in (after, before))
        assert np.abs(shown - was).mean() < 4
    assert clean("a", made)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stays_the_way_up_that_its_camera_noted(orientation):
    made = clean("a.jpg", saved(drawn(), "JPEG", exif=exif(orientation), quality=95))
    with Image.open(io.BytesIO(made)) as picture:
        turned = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}[orientation]
        expected = drawn() if turned is None else drawn().transpose(Image.Transpose(turned))
        assert picture.size == expected.size
        assert np.abs(np.asarray(picture, int) - np.asarray(expected, int)).mean() < 4


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 3))
def test_no_bytes_that_were_hidden_in_a_jpeg_come_along(hidden, place):
    word = b"<<" + hidden + b">>"
    jpeg = saved(drawn((16, 16)), "JPEG")
    kept = [
        lambda: jpeg + word,
        lambda: jpeg[:2] + b"\xff\xfe" + (len(word) + 2).to_bytes(2, "big") + word + jpeg[2:],
        lambda: jpeg[:2] + b"\xff\xe9" + (len(word) + 2).to_bytes(2, "big") + word + jpeg[2:],
        lambda: jpeg[:2] + b"\xff\xe1" + (len(word) + 2).to_bytes(2, "big") + word + jpeg[2:],
    ][place]()
    if len(word) > 8:
        assert word not in clean("a", kept)
        assert word not in without_segments(kept)


def pdf():
    document = pikepdf.new()
    photo = saved(drawn(), "JPEG", exif=exif(), comment=RAW)
    image = pikepdf.Stream(
        document, photo, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=40,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = document.add_blank_page(page_size=(200, 200))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    page.Contents = pikepdf.Stream(document, b"q 64 0 0 40 20 20 cm /I Do Q")
    page.obj.Annots = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=SECRET, Contents=f"{SECRET}: ?"
            ),
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, NM=SECRET, Rect=[0, 0, 9, 9]
            ),
        ]
    )
    page.obj.PieceInfo = pikepdf.Dictionary(Editor=pikepdf.Dictionary(Private=SECRET))
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{SECRET}')")
    document.attachments["notes.txt"] = pikepdf.AttachedFileSpec(document, RAW, filename=f"{SECRET}.txt")
    with document.open_metadata() as told:
        told["dc:creator"] = [SECRET]
    document.docinfo["/Author"] = SECRET
    out = io.BytesIO()
    document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def readable(data):
    """Everything in a PDF, unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(
            out, stream_decode_level=pikepdf.StreamDecodeLevel.specialized, compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )  # fmt: skip
    return out.getvalue()


def test_a_pdf_keeps_its_pages_and_tells_nothing_else():
    before = pdf()
    assert readable(before).count(RAW) >= 7
    made = clean("a.pdf", before)
    assert RAW not in made
    assert RAW not in readable(made)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 1
        photo = document.pages[0].Resources.XObject.I
        assert not document.attachments
        with Image.open(io.BytesIO(photo.read_raw_bytes())) as picture:
            assert np.abs(np.asarray(picture, int) - np.asarray(drawn(), int)).mean() < 4
        assert [str(note.Subtype) for note in document.pages[0].obj.Annots] == ["/Link"]


def test_what_nothing_in_a_pdf_leads_to_any_more_is_gone():
    left_over = b"%PDF-1.7\n99 0 obj (" + RAW + b") endobj\n%" + RAW + b"\n"
    made = clean("a.pdf", pdf().replace(b"%PDF-1.", left_over + b"%", 1))
    assert RAW not in made
    assert RAW not in readable(made)


WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body><w:p w:rsidR="00AB12CD">'
    "<w:r><w:t>Kept.</w:t></w:r>"
    f'<w:ins w:author="{SECRET}" w:date="2023-01-01T00:00:00Z"><w:r><w:t>Added.</w:t></w:r></w:ins>'
    f'<w:del w:author="{SECRET}"><w:r><w:delText>{SECRET} told us</w:delText></w:r></w:del>'
    '<w:commentReference w:id="0"/></w:p></w:body></w:document>'
)
TYPES = (
    '<Types><Override PartName="/word/document.xml"/><Override PartName="/word/comments.xml"/>'
    '<Override PartName="/docProps/core.xml"/></Types>'
)


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.comment = RAW
        for name, body in members.items():
            container.writestr(name, body)
    return out.getvalue()


def docx(**more):
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "word/document.xml": WORD,
            "word/comments.xml": f"<c>{SECRET}: check</c>",
            "docProps/core.xml": f"<creator>{SECRET}</creator>",
            "word/media/image1.jpeg": PICTURES["Exif, place and owner"],
            **more,
        }
    )


def odt():
    body = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:o" xmlns:text="urn:t" '
        'xmlns:dc="urn:d">'
        f"<text:tracked-changes><dc:creator>{SECRET}</dc:creator></text:tracked-changes><text:p>Kept."
        f"<office:annotation><dc:creator>{SECRET}</dc:creator><text:p>{SECRET}?</text:p></office:annotation>"
        "Added.</text:p></office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": body,
            "meta.xml": f"<m>{SECRET}</m>",
            "Thumbnails/thumbnail.png": PICTURES["PNG text"],
        }
    )


@pytest.mark.parametrize("data", [docx(), odt()], ids=["docx", "odt"])
def test_a_document_keeps_its_words_and_tells_nothing_of_its_writers(data):
    made = clean("a", data)
    assert RAW not in made
    with zipfile.ZipFile(io.BytesIO(made)) as container:
        told = {name: container.read(name) for name in container.namelist()}
    assert not any(RAW in body for body in told.values())
    assert any(b"Kept." in body and b"Added." in body for body in told.values())
    assert not {"docProps/core.xml", "word/comments.xml", "meta.xml"} & told.keys()


@pytest.mark.parametrize(
    "data",
    [
        b"some text",
        b"",
        b"\xff\xd8\xff",
        b"%PDF-1.7 and nothing else",
        packed({"notes.txt": RAW}),
        docx(**{"word/vbaProject.bin": RAW}),
        docx(**{"word/embeddings/sheet.xlsx": RAW}),
        saved(drawn(), "JPEG")[:200],
        b"RIFF\x10\0\0\0WAVEfmt " + RAW,
    ],
)
def test_what_cannot_be_cleaned_is_refused(data):
    with pytest.raises(ProtectError, match="that can be cleaned"):
        clean("a", data)


def face(size=128, scale=0.25, seed=0):
    """A drawn face, shaded as a lamp would light it; nobody's."""
    y, x = (np.mgrid[0:size, 0:size] - size * np.array([0.48, 0.5])[:, None, None]) / (size * scale)

    def spot(at_x, at_y, wide, high, power=2):
        return np.exp(-(np.abs((x - at_x) / wide) ** power + np.abs((y - at_y) / high) ** power))

    def edge(value, width=0.04):
        return 1 / (1 + np.exp(-value / width))

    away = np.sqrt((x / 0.82) ** 2 + (y / 1.46) ** 2)
    shade = 0.55 + 0.45 * np.sqrt(np.clip(1 - away**2, 0, 1)) - 0.22 * x * edge(1 - away) - 0.1 * y
    shade += 0.12 * spot(0, 0.12, 0.07, 0.25) - 0.28 * spot(0, 0.3, 0.17, 0.035)
    for side in (-1, 1):
        shade -= 0.18 * spot(side * 0.3, -0.17, 0.26, 0.15) + 0.18 * spot(side * 0.1, 0.22, 0.05, 0.12)
        shade -= 0.35 * spot(side * 0.08, 0.285, 0.035, 0.02)
    skin = np.array([0.86, 0.66, 0.54]) * np.clip(shade, 0, 1.2)[..., None]
    paints = [
        (0.65 * spot(0, 0.59, 0.24, 0.1, 4), (0.62, 0.3, 0.3)),
        (0.8 * spot(0, 0.59, 0.23, 0.018, 4), (0.25, 0.1, 0.1)),
    ]
    for eye in (-0.3, 0.3):
        paints += [
            (0.9 * spot(eye, -0.14, 0.17, 0.075, 4), (0.9, 0.88, 0.86)),
            (0.97 * spot(eye, -0.14, 0.075, 0.08, 4), (0.2, 0.13, 0.09)),
            (0.9 * spot(eye - 0.02, -0.17, 0.018, 0.018), (1, 1, 1)),
            (0.85 * spot(eye, -0.23, 0.19, 0.028, 4), (0.12, 0.08, 0.06)),
            (0.85 * spot(eye, -0.36, 0.22, 0.04, 4), (0.18, 0.12, 0.08)),
        ]
    for mask, colour in paints:
        skin = skin * (1 - mask[..., None]) + np.array(colour) * mask[..., None]
    canvas = np.ones_like(skin) * (0.62, 0.66, 0.7)
    for mask, colour in (
        (edge(0.42 - np.abs(x)) * edge(y - 0.6) * edge(1.6 - y), (0.6, 0.46, 0.38)),
        (edge(y - 1.28 - 0.25 * x**2) * edge(1.75 - np.abs(x)), (0.25, 0.3, 0.42)),
        (
            edge(1.18 - np.sqrt((x / 0.95) ** 2 + ((y + 0.12) / 1.18) ** 2), 0.03) * edge(0.35 - y, 0.1),
            (0.12, 0.08, 0.06),
        ),
    ):
        canvas = canvas * (1 - mask[..., None]) + np.array(colour) * mask[..., None]
    mask = (edge(1 - away, 0.03) * edge(y + 0.62 + 0.12 * np.cos(x * 4), 0.05))[..., None]
    canvas = canvas * (1 - mask) + skin * mask
    canvas += np.random.default_rng(seed).normal(0, 0.012, canvas.shape)
    return Image.fromarray((np.clip(canvas, 0, 1) * 255).astype(np.uint8))


def street():
    """Two drawn people on a grey street."""
    picture = Image.new("RGB", (480, 320), (150, 155, 160))
    picture.paste(face(128, seed=1), (40, 90))
    picture.paste(face(192, seed=2), (250, 60))
    return picture


def test_every_drawn_face_is_found_and_covered():
    picture = street()
    found = find_faces(picture)
    assert any(one.left < 104 < one.right and one.top < 151 < one.bottom for one in found)
    assert any(one.left < 346 < one.right and one.top < 152 < one.bottom for one in found)
    covered = cover_faces(picture)
    assert not find_faces(covered)
    for x, y in ((104, 151), (346, 152)):
        assert len({covered.getpixel((x + dx, y + dy)) for dx in (-8, 0, 8) for dy in (-8, 0, 8)}) == 1


def test_faces_are_covered_in_a_picture_on_its_way_out():
    made = clean("a.jpg", saved(street(), "JPEG", exif=exif(), quality=95), cover_faces)
    with Image.open(io.BytesIO(made)) as picture:
        assert not find_faces(picture)


def test_a_picture_without_faces_is_left_as_it_is():
    picture = Image.new("RGB", (200, 150), (150, 155, 160))
    assert find_faces(picture) == []
    assert cover_faces(picture).tobytes() == picture.tobytes()

"""What pictures and documents tell besides what they show: place, camera, owner, author.

Source: Exif 2.32 (CIPA DC-008); ISO 32000-1 section 14.3 (PDF information dictionary and XMP).
"""

import io
import re
from collections.abc import Iterator

import pypdfium2
from PIL import ExifTags, Image, UnidentifiedImageError

MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM")
KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
PLACE = "coordinates of the place where it was taken"


def is_picture(data: bytes) -> bool:
    """Whether the bytes begin as a picture does."""
    return data.startswith(MAGIC) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def in_picture(data: bytes) -> Iterator[tuple[str, str]]:
    """Where and what a picture tells in words; a place it was taken at is told as coordinates."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            exif = picture.getexif()
            told = dict(picture.info)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        yield "opaque", f"a picture that cannot be read: {error}"
        return
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        yield "Exif", PLACE
    for block in (exif, exif.get_ifd(ExifTags.IFD.Exif)):
        for tag, value in block.items():
            if isinstance(value, (str, bytes)):
                yield f"Exif {ExifTags.TAGS.get(tag, tag)}", _words(value)
    for name, value in told.items():
        if isinstance(value, (str, bytes)) and name not in ("exif", "icc_profile"):
            yield f"field {name}", _words(value)
    for packet in XMP.finditer(data):
        yield "XMP", re.sub(r"<[^>]*>", "\n", packet.group().decode("utf-8", "replace"))


def in_pdf(data: bytes) -> Iterator[tuple[str, str]]:
    """Where and what a PDF tells: its information, its metadata packet and the text of its pages."""
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            for key in KEYS:
                yield f"document {key}", document.get_metadata_value(key)
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                yield f"page {number + 1}", text.get_text_range()
                text.close()
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        yield "opaque", f"a PDF that cannot be read: {error}"
    for packet in XMP.finditer(data):
        yield "XMP", re.sub(r"<[^>]*>", "\n", packet.group().decode("utf-8", "replace"))


def _words(value: str | bytes) -> str:
    if isinstance(value, str):
        return value
    # Windows keeps its own title and author fields in UTF-16.
    codec = "utf-16-le" if value[1:2] == b"\x00" else "utf-8"
    return value.removeprefix(b"ASCII\x00\x00\x00").decode(codec, "replace")

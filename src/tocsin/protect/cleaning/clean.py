"""Takes out of pictures and documents what they tell besides what they show.

What is not known to be clean afterwards is refused.
"""

import zipfile

import pikepdf
from lxml import etree
from PIL import Image, UnidentifiedImageError

from tocsin.errors import ProtectError
from tocsin.protect.cleaning.documents import clean_document
from tocsin.protect.cleaning.pdf import clean_pdf
from tocsin.protect.cleaning.pictures import Blur, clean_picture
from tocsin.protect.metadata import in_pdf, in_picture, is_picture

HARMLESS = {f"field {name}" for name in ("compression", "version", "background", "extension", "jfif_version")}
"""What only says how the pixels are packed."""


def clean(name: str, data: bytes, blur: Blur | None = None) -> bytes:
    """The file without what it tells besides what it shows.

    Args:
        name: What an error calls it.
        data: A picture, a PDF, or an Office or OpenDocument file.
        blur: Makes faces unknowable in a picture, where that is asked for.

    Raises:
        ProtectError: it is of another kind, cannot be read, or would not be clean.
    """
    try:
        made = _made(data, blur)
    except (UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError, OSError) as error:
        raise _refused(name, str(error)) from error
    except (pikepdf.PdfError, zipfile.BadZipFile, etree.LxmlError, RuntimeError) as error:
        raise _refused(name, str(error)) from error
    left = _left(made)
    if left:
        raise _refused(name, f"something that stayed in it ({'; '.join(left)})")
    return made


def _made(data: bytes, blur: Blur | None) -> bytes:
    if is_picture(data):
        return clean_picture(data, blur)
    if data[:5] == b"%PDF-":
        return clean_pdf(data, blur)
    if data[:4] == b"PK\x03\x04":
        return clean_document(data, blur)
    raise ValueError("a file of another kind")


def _left(data: bytes) -> list[str]:
    """What a cleaned file still tells, as the gate would read it."""
    if is_picture(data):
        return [where for where, _ in in_picture(data) if where not in HARMLESS]
    if data[:5] == b"%PDF-":
        return [where for where, words in in_pdf(data) if words and where.startswith(("document ", "XMP"))]
    return []


def _refused(name: str, found: str) -> ProtectError:
    return ProtectError(
        name,
        "a picture, a PDF, or an Office or OpenDocument file that can be cleaned",
        found,
        "giving the text alone, or a picture of the page",
    )

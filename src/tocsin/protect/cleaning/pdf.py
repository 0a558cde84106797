"""A PDF written anew: no information, metadata, remarks, attachments, scripts or earlier versions of itself.

Source: ISO 32000-1 sections 12.5 (annotations), 14.3 (metadata) and 14.5 (private data of programs).
"""

import io

import pikepdf
from PIL import Image

from tocsin.protect.cleaning.pictures import QUALITY, Blur, pixels, without_segments

TOLD = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/Threads", "/SpiderInfo", "/AF")
OF_LINK = ("/T", "/M", "/CreationDate", "/NM", "/RC", "/Subj", "/Popup", "/Contents")
OF_PAGE = ("/Link", "/Widget")
"""Annotations that belong to the page itself; all others are somebody's remarks about it."""
RUNS_OR_HIDES = ("/OpenAction", "/AA", "/AF", "/Collection", "/Perms", "/Legal")
NAMED = ("/EmbeddedFiles", "/JavaScript")


def clean_pdf(data: bytes, blur: Blur | None = None) -> bytes:
    """The PDF without what it tells besides its pages.

    Raises:
        pikepdf.PdfError: it cannot be read, or is locked.
        ValueError: faces are to be blurred in a picture that cannot be taken out of it.
    """
    with pikepdf.open(io.BytesIO(data)) as document:
        for told in ("/Info", "/ID"):
            if told in document.trailer:
                del document.trailer[told]
        for key in RUNS_OR_HIDES:
            if key in document.Root:
                del document.Root[key]
        for key in NAMED:
            if "/Names" in document.Root and key in document.Root.Names:
                del document.Root.Names[key]
        for page in document.pages:
            _without_remarks(page)
        for thing in document.objects:
            if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                _without_metadata(thing, blur)
        document.remove_unreferenced_resources()
        out = io.BytesIO()
        document.save(out, static_id=True, fix_metadata_version=False)
    return out.getvalue()


def _without_remarks(page: pikepdf.Page) -> None:
    for key in ("/AA", "/B"):
        if key in page.obj:
            del page.obj[key]
    if "/Annots" in page.obj:
        kept = [note for note in page.obj.Annots if str(note.get("/Subtype")) in OF_PAGE]
        for note in kept:
            for key in OF_LINK:
                if key in note and str(note.get("/Subtype")) == "/Link":
                    del note[key]
        page.obj.Annots = pikepdf.Array(kept)


def _without_metadata(thing: pikepdf.Dictionary | pikepdf.Stream, blur: Blur | None) -> None:
    for key in TOLD:
        if key in thing:
            del thing[key]
    if not isinstance(thing, pikepdf.Stream) or thing.get("/Subtype") != pikepdf.Name.Image:
        return
    if thing.get("/Filter") == pikepdf.Name.DCTDecode:
        if blur is None:
            thing.write(without_segments(thing.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
            return
        with Image.open(io.BytesIO(thing.read_raw_bytes())) as picture:
            shown = pixels(picture, blur).convert("RGB")
        out = io.BytesIO()
        shown.save(out, "JPEG", quality=QUALITY)
        thing.write(out.getvalue(), filter=pikepdf.Name.DCTDecode)
        thing.ColorSpace = pikepdf.Name.DeviceRGB
    elif blur is not None:
        raise ValueError(
            "a picture in the PDF in which faces cannot be looked for; export its pages as pictures"
        )

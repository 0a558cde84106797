"""A picture is drawn anew from its pixels, so that nothing else of the old file can come along.

No Exif, XMP, IPTC, comment, thumbnail, colour profile or bytes behind the end. What Exif and profile did to
the look (turning it, its colours) is done to the pixels first.

Source: Exif 2.32 (CIPA DC-008); ISO 10918-1 annex B (the parts of a JPEG); ICC.1:2022.
"""

import io
import struct
from collections.abc import Callable

from PIL import Image, ImageCms, ImageOps, ImageSequence

Blur = Callable[[Image.Image], Image.Image]
FORMS = {
    "JPEG": "JPEG",
    "MPO": "JPEG",
    "PNG": "PNG",
    "GIF": "GIF",
    "WEBP": "WEBP",
    "TIFF": "TIFF",
    "BMP": "BMP",
}
QUALITY = 92


def clean_picture(data: bytes, blur: Blur | None = None) -> bytes:
    """The picture, drawn anew."""
    with Image.open(io.BytesIO(data)) as picture:
        form = FORMS.get(picture.format or "")
        if form is None:
            raise ValueError(f"a picture of the kind {picture.format}")
        frames = [pixels(frame, blur) for frame in ImageSequence.Iterator(picture)]
        durations = [frame.info.get("duration", 0) for frame in ImageSequence.Iterator(picture)]
    out = io.BytesIO()
    first, rest = frames[0], frames[1:]
    if form == "JPEG":
        # A second frame of a telephone's file is a preview or a depth map: not what the picture shows.
        first.convert("RGB").save(out, form, quality=QUALITY, optimize=True)
    elif form == "TIFF":
        first.save(out, form, save_all=bool(rest), append_images=rest, compression="tiff_adobe_deflate")
    elif rest:
        first.save(out, form, save_all=True, append_images=rest, duration=durations, loop=0)
    else:
        first.save(out, form, **({"lossless": True} if form == "WEBP" else {}))
    return out.getvalue()


def pixels(frame: Image.Image, blur: Blur | None) -> Image.Image:
    """What the frame shows, in an image that knows nothing else."""
    shown = ImageOps.exif_transpose(frame)
    mode = "RGBA" if shown.has_transparency_data else "L" if shown.mode in ("1", "L") else "RGB"
    profile = frame.info.get("icc_profile")
    if profile and shown.mode in ("RGB", "RGBA", "CMYK"):
        shown = _in_srgb(shown, profile, mode)
    shown = shown.convert(mode)
    shown = blur(shown) if blur else shown
    return Image.frombytes(shown.mode, shown.size, shown.tobytes())


def _in_srgb(shown: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        return (
            ImageCms.profileToProfile(
                shown,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB" if mode != "RGBA" else mode,
            )
            or shown
        )
    except (ImageCms.PyCMSError, OSError):
        # A broken profile changes no colour anywhere else either.
        return shown


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG with its pixels untouched, without comments and data of programs.

    Raises:
        ValueError: it is no JPEG.
    """
    if jpeg[:2] != b"\xff\xd8":
        raise ValueError("a JPEG that does not begin as one")
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg):
        marker = jpeg[at + 1]
        if jpeg[at] != 0xFF:
            raise ValueError("a JPEG whose parts do not follow each other")
        if marker == 0xDA:
            end = jpeg.rfind(b"\xff\xd9")
            kept.append(jpeg[at : end + 2] if end > at else jpeg[at:])
            break
        (length,) = struct.unpack(">H", jpeg[at + 2 : at + 4])
        # APP14 says how the colours are kept; without it they turn.
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker == 0xEE:
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return b"".join(kept)

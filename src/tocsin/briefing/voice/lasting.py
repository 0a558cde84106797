"""How long a file of sound plays, read from the file itself: a feed is written where no engine is installed.

Source: RFC 3533 (Ogg pages) and RFC 7845, 4 (granule position, pre-skip); ISO 11172-3 and 13818-3, 2.4.2.3
(header of a frame).
"""

OPUS_RATE = 48_000
PAGE, HEAD = b"OggS", b"OpusHead"
TAG = b"ID3"
KILOBITS = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Bit rates of layer III by version: 3 is MPEG-1, 2 and 0 are MPEG-2 and 2.5."""
RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
LAYER_3 = 1


def seconds(data: bytes) -> int | None:
    """Whole seconds that a file of Opus or MP3 plays; `None` for another, and for a damaged one."""
    if data[:4] == PAGE:
        return _ogg(data)
    return _mpeg(data)


def _ogg(data: bytes) -> int | None:
    """The last granule position tells how many samples came before it."""
    last, head = data.rfind(PAGE), data.find(HEAD)
    if head < 0 or last + 14 > len(data) or head + 12 > len(data):
        return None
    end = int.from_bytes(data[last + 6 : last + 14], "little", signed=True)
    skipped = int.from_bytes(data[head + 10 : head + 12], "little")
    return round(max(0, end - skipped) / OPUS_RATE)


def _mpeg(data: bytes) -> int | None:
    """All frames, counted."""
    at, lasts = _after_tag(data), 0.0
    while at + 4 <= len(data):
        frame = _frame(data[at : at + 4])
        if frame is None:
            break
        n_bytes, took = frame
        at, lasts = at + n_bytes, lasts + took
    return round(lasts) if lasts else None


def _after_tag(data: bytes) -> int:
    if data[:3] != TAG or len(data) < 10:
        return 0
    size = 0
    for seven in data[6:10]:
        size = size << 7 | seven & 0x7F
    return size + 10


def _frame(header: bytes) -> tuple[int, float] | None:
    """Bytes and seconds of the frame that begins so."""
    word = int.from_bytes(header)
    version, layer = word >> 19 & 3, word >> 17 & 3
    rate_at, pitch_at, padded = word >> 12 & 15, word >> 10 & 3, word >> 9 & 1
    if word >> 21 != 0x7FF or layer != LAYER_3 or version not in RATES or rate_at in (0, 15) or pitch_at > 2:
        return None
    n_samples = 1_152 if version == 3 else 576
    rate = RATES[version][pitch_at]
    kilobits = KILOBITS[3 if version == 3 else 2][rate_at]
    return n_samples // 8 * kilobits * 1_000 // rate + padded, n_samples / rate

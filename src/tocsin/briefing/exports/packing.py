"""Puts files into a ZIP so that the same files give the same bytes: fixed instant, order and attributes.

Source: PKWARE APPNOTE 6.3.10, 4.4 (local file header).
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime


def pack(files: Mapping[str, bytes], at: datetime) -> bytes:
    """The files by name, packed in the order in which they come, dated `at`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            member = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            # Otherwise the mark of the system that packed it differs between machines.
            member.create_system = 3
            member.external_attr = 0o644 << 16
            packed.writestr(member, data)
    return out.getvalue()

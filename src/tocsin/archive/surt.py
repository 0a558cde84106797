"""The key by which an index sorts an address: host turned round, what does not tell pages apart left out.

Source: Sort-friendly URI Reordering Transform, as OpenWayback and pywb write it in CDXJ indexes.
"""

import re
from urllib.parse import urlsplit

_WWW = re.compile(r"^www\d*\.")
_PORTS = {"http": 80, "https": 443}


def surt(address: str) -> str:
    """The key of an address; anything but an address of the web is its own key."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return address.lower()
    if parts.scheme.lower() not in _PORTS or not host:
        return address.lower()
    turned = ",".join(reversed(_WWW.sub("", host.lower()).split(".")))
    shown = f":{port}" if port not in (None, _PORTS[parts.scheme.lower()]) else ""
    path = parts.path.lower()
    path = path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return f"{turned}{shown}){path}" + (f"?{query}" if query else "")

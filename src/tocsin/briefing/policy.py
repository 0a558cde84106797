"""The page's content security policy: nothing from outside, and only the style and script we wrote.

Style and script are named by their hash, so that markup slipped into a captured title could neither run nor
restyle the page even if escaping failed.

Source: W3C Content Security Policy Level 3, 2.3.1 (hash sources) and 3.3 (the meta element).
"""

import base64
import hashlib


def policy(style: str, script: str, *, plays: bool = False) -> str:
    """The policy for a page with this style block and this script block, byte for byte."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "font-src data:",
            "img-src data:",
            *(("media-src data:",) if plays else ()),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")

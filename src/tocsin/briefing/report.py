"""What the reports on an army, on opinion and on a register share as pages: one file that loads nothing.

Each gives its template, what it fills it with, and its own style and script where it has them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tocsin.briefing.dressing import asset, dressed, environment
from tocsin.briefing.language.choose import language


def render_report(
    template: str,
    filled: Mapping[str, Any],
    filters: Mapping[str, Callable[..., str]],
    *,
    code: str = "en",
    style: str = "",
    script: str = "",
) -> str:
    """The page.

    Args:
        template: Name of the template.
        filled: What it is filled with.
        filters: Its filters, by name.
        code: The language it is told in, BCP 47.
        style: Name of a stylesheet beside that of the briefing.
        script: Name of its script.

    Raises:
        BriefingError: a chart cannot be drawn.
    """
    page = environment(language(code), filters).get_template(template).render(filled)
    return dressed(page, asset(style) if style else "", asset(script) if script else "")

"""What a briefing can be written as: a form is one module beside this one and one line here."""

from tocsin.briefing.exports import (
    aloud,
    atom,
    entities,
    evidence,
    markdown,
    page,
    paper,
    podcast,
    spreadsheet,
    stix,
    twin,
)
from tocsin.briefing.exports.interface import Form

FORMS: dict[str, Form] = {
    "html": Form(ending="html", media_type="text/html", write=page.write),
    "pdf": Form(ending="pdf", media_type="application/pdf", write=paper.write),
    "json": Form(ending="json", media_type="application/json", write=twin.write),
    "csv": Form(ending="csv.zip", media_type="application/zip", write=spreadsheet.write),
    "md": Form(ending="md", media_type="text/markdown", write=markdown.write),
    "stix": Form(ending="stix.json", media_type="application/stix+json;version=2.1", write=stix.write),
    "ftm": Form(ending="ftm.json", media_type="application/x-ndjson", write=entities.write),
    "wacz": Form(ending="wacz", media_type="application/wacz", write=evidence.write),
    "atom": Form(ending="atom", media_type="application/atom+xml", write=atom.write, is_series=True),
    "rss": Form(
        ending="rss",
        media_type="application/rss+xml",
        write=podcast.write,
        brings=podcast.brings,
        is_series=True,
    ),
}
"""Name for `--to` → the form, of those that are read."""
SOUNDS: dict[str, Form] = {
    "mp3": Form(ending="mp3", media_type="audio/mpeg", write=aloud.write_mp3),
    "opus": Form(ending="opus", media_type="audio/ogg", write=aloud.write_opus),
}
"""Those that are heard: they need an engine that speaks."""
EVERY = FORMS | SOUNDS
"""All of them."""

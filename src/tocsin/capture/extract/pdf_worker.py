"""The process that reads one PDF: bytes on standard input, JSON on standard output.

Called as `python -m tocsin.capture.extract.pdf_worker SECONDS BYTES PAGES`.
"""

import resource
import sys

import msgspec
import pypdfium2


def main(seconds: int, n_bytes: int, n_pages: int) -> None:
    """Bind ourselves, read, and say what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        said = _load(sys.stdin.buffer.read(), n_pages)
    except pypdfium2.PdfiumError as error:
        said = {"error": f"one that cannot be opened ({error})"}
    sys.stdout.buffer.write(msgspec.json.encode(said))


def _load(body: bytes, n_pages: int) -> dict[str, object]:
    document = pypdfium2.PdfDocument(body)
    if len(document) > n_pages:
        return {"error": f"{len(document)} pages, over the limit of {n_pages}"}
    pages = []
    for page in document:
        words = page.get_textpage()
        pages.append(words.get_text_bounded(errors="replace"))
        words.close()
        page.close()
    metadata = document.get_metadata_dict()
    document.close()
    return {"pages": pages, "metadata": metadata}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))

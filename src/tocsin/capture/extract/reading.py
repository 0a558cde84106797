"""The process that reads the pages of an import.

Called as `python -m tocsin.capture.extract.reading BYTES`.
"""

import sys

from tocsin.capture.extract import language
from tocsin.capture.extract.extract import attempt
from tocsin.capture.extract.serving import serve

if __name__ == "__main__":
    # Loaded before the first page, whose time is bounded.
    language.prepare()
    serve(lambda task: attempt(task.payload, task.capture), int(sys.argv[1]))

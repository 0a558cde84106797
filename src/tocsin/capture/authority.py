"""Asking a time stamping authority: one request, one answer, within bounds.

Source: RFC 3161, section 3.4 (Time-Stamp Protocol via HTTP).
"""

import ssl

import httpcore

from tocsin.capture.fetch.address import parse
from tocsin.capture.fetch.guard import GuardedBackend
from tocsin.errors import CaptureError
from tocsin.records.watch import CaptureRules

QUERY_TYPE = "application/timestamp-query"
MOST_BYTES = 1_000_000
OK = 200


def ask(address: str, request: bytes, rules: CaptureRules) -> bytes:
    """The authority's answer to a request.

    Raises:
        CaptureError: nobody answers, or with something other than an answer.
    """
    here = parse(address)
    url = httpcore.URL(
        scheme=here.scheme.encode(), host=here.host.encode(), port=here.port, target=here.target.encode()
    )
    silence = rules.timeout_seconds
    timeouts = {"connect": silence, "read": silence, "write": silence, "pool": silence}
    headers = [("Host", here.authority), ("Content-Type", QUERY_TYPE), ("Content-Length", str(len(request)))]
    backend = GuardedBackend(allow_private=rules.allow_private)
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=ssl.create_default_context(), network_backend=backend
            ) as pool,
            pool.stream(
                "POST", url, headers=headers, content=request, extensions={"timeout": timeouts}
            ) as answer,
        ):
            if answer.status != OK:
                raise CaptureError(address, "a time stamp", f"status {answer.status}", "another authority")
            body = b""
            for chunk in answer.iter_stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise CaptureError(
                        address, "a time stamp", f"over {MOST_BYTES} bytes", "another authority"
                    )
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        found = str(error) or type(error).__name__
        raise CaptureError(address, "an answer", found, "`tocsin timestamp` again when online") from error
    return body

"""Who signed a WACZ file: the signature must hold, and a named domain must have owned its certificate then.

Source: WACZ Signing and Verification 0.1.0, sections "anonymous" and "domain-name identity plus timestamp".
"""

import base64
import binascii
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from tocsin.errors import CaptureError

DER_SEQUENCE = b"\x30"
PEM_START, PEM_END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"


def verify_signature(signed: dict[str, Any], digest: str, where: str) -> None:
    """Check `signedData` against the digest of the package.

    Raises:
        CaptureError: it does not hold, or the domain it names cannot be traced to a known authority.
    """
    try:
        if signed["hash"] != digest:
            raise _forged(where, "a signature over another package")
        signature = base64.b64decode(signed["signature"])
        certificates = (
            x509.load_pem_x509_certificates(signed["domainCert"].encode()) if "domainCert" in signed else []
        )
        key = (
            certificates[0].public_key()
            if certificates
            else load_der_public_key(base64.b64decode(signed["publicKey"]))
        )
        if not isinstance(key, EllipticCurvePublicKey):
            raise _forged(where, "a signature by a key of another kind")
        key.verify(_der(signature), digest.encode(), ECDSA(SHA256()))
    except InvalidSignature as error:
        raise _forged(
            where, "a signature that does not hold: it was forged, or the package changed"
        ) from error
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
        raise _forged(where, f"a signature that cannot be read ({error})") from error
    if certificates:
        _verify_domain(certificates, str(signed.get("domain")), str(signed.get("created")), where)


def _verify_domain(certificates: list[x509.Certificate], domain: str, created: str, where: str) -> None:
    """Trace the certificate to an authority that browsers trust, as of the day of signing."""
    try:
        store = Store(_authorities())
        at = datetime.fromisoformat(created)
        verifier = PolicyBuilder().store(store).time(at).build_server_verifier(x509.DNSName(domain))
        verifier.verify(certificates[0], certificates[1:])
    except (VerificationError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise _forged(
            where,
            f"a signature in the name of {domain!r} by a certificate no known authority gave ({reason})",
        ) from error


def _authorities() -> list[x509.Certificate]:
    """The authorities that browsers trust; one whose certificate breaks today's rules is left out."""
    known = []
    for block in Path(certifi.where()).read_bytes().split(PEM_END)[:-1]:
        with warnings.catch_warnings():
            warnings.simplefilter("error", CryptographyDeprecationWarning)
            try:
                known.append(x509.load_pem_x509_certificate(block[block.index(PEM_START) :] + PEM_END))
            except (ValueError, CryptographyDeprecationWarning):
                continue
    return known


def _der(signature: bytes) -> bytes:
    """Browsers sign with two plain numbers, servers with the same two in DER."""
    if signature.startswith(DER_SEQUENCE) and len(signature) not in (64, 96):
        return signature
    half = len(signature) // 2
    return encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:]))


def _forged(where: str, found: str) -> CaptureError:
    return CaptureError(where, "a signature that holds", found, "the archive from whoever signed it")

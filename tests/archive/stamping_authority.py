"""A time stamping authority of our own: certificates, answers, and a server that can be made to fail."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

START = datetime(2020, 1, 1, tzinfo=UTC)
END = datetime(2040, 1, 1, tzinfo=UTC)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


class Authority:
    """Root, signer, and what they sign."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.flaw = ""
        self.n_asked = 0
        root_key = rsa.generate_private_key(65537, 2048)
        self._key = rsa.generate_private_key(65537, 2048)
        self.root = self._certificate("Test Root", root_key, "Test Root", root_key, is_root=True)
        self._own = self._certificate("Test Stamp", self._key, "Test Root", root_key, is_root=False)

    @property
    def pem(self) -> bytes:
        """The root that the authority is trusted by."""
        return self.root.public_bytes(Encoding.PEM)

    def answer(self, request: bytes) -> bytes:
        """The answer to a request, or what the flaw makes of it."""
        self.n_asked += 1
        asked = tsp.TimeStampReq.load(request)
        imprint, nonce = asked["message_imprint"], int(asked["nonce"].native)
        if self.flaw == "another digest":
            imprint = tsp.MessageImprint(
                {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(b"x").digest()}
            )
        if self.flaw == "rejected":
            return bytes(tsp.TimeStampResp({"status": {"status": "rejection"}}).dump())
        if self.flaw == "no answer at all":
            return b"<html>Bad gateway</html>"
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": "1.2.3.4",
                "message_imprint": imprint,
                "serial_number": 77,
                "gen_time": self.at,
                "nonce": nonce + 1 if self.flaw == "another nonce" else nonce,
            }
        )
        token = self._signed(info.dump())
        return bytes(tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump())

    def _signed(self, info: bytes) -> cms.ContentInfo:
        own = asn1.Certificate.load(self._own.public_bytes(Encoding.DER))
        ess = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(own.dump()).digest()})
        attributes = cms.CMSAttributes(
            [
                cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
                cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(info).digest()]}),
                cms.CMSAttribute(
                    {"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2({"certs": [ess]})]}
                ),
            ]
        )
        signature = self._key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256())
        if self.flaw == "forged signature":
            signature = bytes([signature[0] ^ 1]) + signature[1:]
        signer = cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    "issuer_and_serial_number",
                    cms.IssuerAndSerialNumber({"issuer": own.issuer, "serial_number": own.serial_number}),
                ),
                "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
                "signed_attrs": attributes,
                "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15"}),
                "signature": signature,
            }
        )
        data = cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
                "encap_content_info": {
                    "content_type": "tst_info",
                    "content": core.ParsableOctetString(info),
                },
                "certificates": [own],
                "signer_infos": [signer],
            }
        )
        return cms.ContentInfo({"content_type": "signed_data", "content": data})

    def _certificate(
        self,
        subject: str,
        key: rsa.RSAPrivateKey,
        issuer: str,
        by: rsa.RSAPrivateKey,
        *,
        is_root: bool,
    ) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(subject))
            .issuer_name(_name(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(START)
            .not_valid_after(END)
            .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        )
        if not is_root:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(usage, critical=True)
        return builder.sign(by, hashes.SHA256())


@contextmanager
def serving(authority: Authority) -> Iterator[str]:
    """The authority on loopback; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = authority.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(503 if authority.flaw == "busy" else 200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

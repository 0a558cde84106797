"""Tamper-evident memory: every capture is a WARC record and a leaf of an append-only Merkle ledger."""

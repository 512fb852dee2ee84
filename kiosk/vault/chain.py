"""The log's chain: each row's digest covers the row before it, so that nothing can be taken out unseen."""

import hashlib

START = "0" * 64
"""The digest before the first row."""


def link(previous: str, *fields: str) -> str:
    """The digest of a row with these fields after a row with digest `previous`: 64 hexadecimal digits."""
    digest = hashlib.sha256(previous.encode("ascii"))
    for text in fields:
        encoded = text.encode("utf-8")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()

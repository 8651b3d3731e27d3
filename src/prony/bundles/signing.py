"""Signatures: Ed25519 over the digest of a manifest, in a member of four lines.

    prony.bundle/1
    manifest sha256 HEX
    key FINGERPRINT
    signature HEX

What is signed is the first three lines, each with its newline.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT = "prony.bundle/1"
_SIGNATURE = re.compile(
    r"(prony\.bundle/1\nmanifest sha256 ([0-9a-f]{64})\nkey ([0-9a-f]{4}(?:-[0-9a-f]{4}){7})\n)"
    r"signature ([0-9a-f]{128})\n"
)
SIGNATURE_BYTES = len(f"{FORMAT}\nmanifest sha256 {'0' * 64}\nkey {'0000-' * 7}0000\nsignature {'0' * 128}\n")
KEY_BYTES = 113
"""Of a public key as PEM."""


class SigningKey:
    """A private key; it never leaves this object but as signatures, and as secrets that are derived from it."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = private.public_key()

    @property
    def fingerprint(self) -> str:
        """That of its public key."""
        return fingerprint(self.public)

    def sign(self, manifest: bytes) -> bytes:
        """The member `signature.txt` for a manifest."""
        message = message_of(hashlib.sha256(manifest).hexdigest(), self.fingerprint)
        return message + f"signature {self._private.sign(message).hex()}\n".encode()

    def secret(self, purpose: str) -> bytes:
        """32 bytes that only who has this key can compute."""
        return hmac.digest(self._private.private_bytes_raw(), f"prony {purpose}".encode(), "sha256")


class SignatureText:
    """What `signature.txt` says: the message that was signed, its parts, and the signature."""

    def __init__(self, message: bytes, manifest_sha256: str, key: str, signature: bytes) -> None:
        self.message = message
        self.manifest_sha256 = manifest_sha256
        self.key = key
        self.signature = signature


def message_of(manifest_sha256: str, key: str) -> bytes:
    """What is signed."""
    return f"{FORMAT}\nmanifest sha256 {manifest_sha256}\nkey {key}\n".encode()


def read_signature(data: bytes) -> SignatureText | None:
    """The parts of `signature.txt`; None where it is not written exactly so."""
    try:
        found = _SIGNATURE.fullmatch(data.decode("ascii"))
    except UnicodeDecodeError:
        return None
    return None if found is None else SignatureText(found[1].encode(), found[2], found[3], bytes.fromhex(found[4]))


def fingerprint(public: Ed25519PublicKey) -> str:
    """What people compare of a public key: 32 digits of its sha256, in groups of four."""
    digits = hashlib.sha256(public.public_bytes_raw()).hexdigest()[:32]
    return "-".join(digits[at : at + 4] for at in range(0, 32, 4))


def key_bytes(public: Ed25519PublicKey) -> bytes:
    """A public key as PEM, the one way in which a bundle holds it."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_key(data: bytes) -> Ed25519PublicKey | None:
    """The public key in `key.pem`; None where it holds none, or is not written exactly as `key_bytes` writes it."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        public = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return public if isinstance(public, Ed25519PublicKey) and key_bytes(public) == data else None


def is_signed(public: Ed25519PublicKey, signature: bytes, message: bytes) -> bool:
    """Whether `signature` is that of `message` by the key."""
    from cryptography.exceptions import InvalidSignature

    try:
        public.verify(signature, message)
    except InvalidSignature:
        return False
    return True

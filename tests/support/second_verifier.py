"""Verify a bundle of Prony's as docs/bundles.md specifies it, with nothing of Prony's: a second opinion.

    python second_verifier.py FILE

Prints `holds, signed by FINGERPRINT`, or what does not hold, and exits 1.
"""

import hashlib
import json
import re
import sys

import zstandard
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

SIGNATURE = re.compile(
    rb"(prony\.bundle/1\nmanifest sha256 ([0-9a-f]{64})\nkey ([0-9a-f-]{39})\n)signature ([0-9a-f]{128})\n"
)
NAME = re.compile(r"runs/[A-Za-z0-9][A-Za-z0-9_-]{0,63}/(events\.jsonl|commitments\.txt)|blobs/[0-9a-f]{64}\.zst")


class Bad(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Bad(what)


def header(name, size):
    fields = [name.encode().ljust(100, b"\0"), b"0000644\0", b"0000000\0" * 2, b"%011o\0" % size, b"0" * 11 + b"\0"]
    rest = [b"0", bytes(100), b"ustar\0", b"00", bytes(64), b"0000000\0" * 2, bytes(167)]
    total = sum(b"".join([*fields, b" " * 8, *rest]))
    return b"".join([*fields, b"%06o\0 " % total, *rest])


def member(data, at, name, size=None):
    """The bytes of the member that must stand at `at`, and where the next one does."""
    if size is None:
        need(re.fullmatch(rb"[0-7]{11}\0", data[at + 124 : at + 136]), f"{name}: no size")
        size = int(data[at + 124 : at + 135], 8)
    need(data[at : at + 512] == header(name, size), f"{name}: its header")
    end = at + 512 + size
    behind = end + -size % 512
    need(len(data) >= behind, f"{name}: cut off")
    need(not any(data[end:behind]), f"{name}: the zeros behind it")
    return data[at + 512 : end], behind


def signed_manifest(data):
    text, at = member(data, 0, "signature.txt")
    pem, at = member(data, at, "key.pem")
    told, at = member(data, at, "manifest.json")
    found = SIGNATURE.fullmatch(text)
    need(found, "signature.txt: its form")
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise Bad("key.pem: no key") from None
    need(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo) == pem, "key.pem: its form")
    digits = hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:32]
    fingerprint = "-".join(digits[i : i + 4] for i in range(0, 32, 4))
    try:
        key.verify(bytes.fromhex(found[4].decode()), found[1])
    except InvalidSignature:
        raise Bad("the signature") from None
    need(found[3].decode() == fingerprint, "signature.txt: another key")
    need(found[2].decode() == hashlib.sha256(told).hexdigest(), "manifest.json: not the one that was signed")
    manifest = json.loads(told)
    need(manifest["key"] == fingerprint, "manifest.json: another key")
    return manifest, fingerprint, at


def verify(data):
    """The fingerprint of the key that signed a bundle which holds. Raises Bad."""
    manifest, fingerprint, at = signed_manifest(data)
    files = {}
    for one in manifest["members"]:
        need(NAME.fullmatch(one["name"]) and one["name"] not in files, f"{one['name']}: may not be in a bundle")
        files[one["name"]], at = member(data, at, one["name"], one["bytes"])
        need(hashlib.sha256(files[one["name"]]).hexdigest() == one["sha256"], f"{one['name']}: its bytes")
    need(data[at:] == bytes(1024), "the end of the archive")
    for run in manifest["runs"]:
        prev, lines = "0" * 64, files[f"runs/{run['id']}/events.jsonl"].split(b"\n")
        need(lines.pop() == b"", "a torn last line")
        for number, line in enumerate(lines):
            event = json.loads(line)
            need(event["seq"] == number and event["prev"] == prev, f"run {run['id']}: event {number}")
            prev = hashlib.sha256(line).hexdigest()
        need(lines and json.loads(lines[0])["kind"] == "planned", f"run {run['id']}: no plan")
        plan = json.loads(lines[0])["plan"]
        pins = [[suite[name] for name in ("id", "version", "digest")] for suite in run["suites"]]
        need(pins == [[pin[name] for name in ("id", "version", "digest")] for pin in plan["suites"]], "its suites")
        need(prev == run["head"] and len(lines) == run["events"], f"run {run['id']}: its end")
    for name in files:
        if name.startswith("blobs/"):
            frame = zstandard.ZstdDecompressor().decompressobj()
            content = frame.decompress(files[name])
            need(frame.eof and not frame.unused_data, f"{name}: not one frame")
            need(hashlib.sha256(content).hexdigest() == name[6:70], f"{name}: another content")
    return fingerprint


if __name__ == "__main__":
    try:
        with open(sys.argv[1], "rb") as bundle:
            print("holds, signed by", verify(bundle.read()))
    except Bad as bad:
        sys.exit(f"does not hold: {bad}")

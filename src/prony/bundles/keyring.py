"""The user's own signing key, and the keys of others that were seen here before.

Both lie in the user's config folder, `$XDG_CONFIG_HOME/prony`, else `~/.config/prony`: never in a project, which is
copied and committed.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import re
import shlex
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prony.bundles.signing import SigningKey
from prony.config import home, owned_here, user_home
from prony.errors import BundleError
from prony.keys import SIGNING_KEY, hold
from prony.plain_files import open_plain, write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

VARIABLE = SIGNING_KEY
"""The variable that holds the private key, as PEM or as base64 of its 32 bytes, instead of the file."""
KEY_NAME = "signing.key"
KNOWN_NAME = "known_keys"
_KNOWN_LINE = re.compile(r"([0-9a-f]{4}(?:-[0-9a-f]{4}){7}) (\d{4}-\d{2}-\d{2})(?: +(.{1,80}))?")
_MOST_BYTES = 1 << 20


def config_folder() -> Path | None:
    """The folder of this user's keys; None where the user has no home and names no folder."""
    base, own = os.environ.get("XDG_CONFIG_HOME", ""), user_home()
    if os.path.isabs(base):
        return Path(base) / "prony"
    return own / ".config" / "prony" if own is not None else None


def signing_key() -> tuple[SigningKey, Path | None]:
    """This user's key, from the environment or from its file, which is made on first use; and the file, where it was
    made just now. Raises BundleError E151.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return SigningKey(_held(_private(named.encode(), f"${VARIABLE}"))), None
    path = _key_path()
    try:
        return SigningKey(_held(_private(_kept(path), str(path)))), None
    except FileNotFoundError:
        return SigningKey(_held(_made(path))), path
    except (OSError, ValueError) as error:
        raise _unusable(
            str(path), str(error), "see what it is: ls -l; or move it away, and a new one is made"
        ) from error


class KnownKey(NamedTuple):
    """A key that was seen before: the day on which a bundle of it was first verified here, and the name that the user
    wrote behind it, if any."""

    since: str
    name: str = ""


def known_key(key: str) -> KnownKey | None:
    """What is known of the key `key`; None where no bundle of it was verified here."""
    folder = config_folder()
    if folder is None:
        return None
    try:
        with open_plain(folder / KNOWN_NAME, follow=True) as file:
            lines = file.read(_MOST_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    found = (_KNOWN_LINE.fullmatch(line.strip()) for line in lines)
    return next((KnownKey(one[2], one[3] or "") for one in found if one is not None and one[1] == key), None)


def remember(key: str, day: str) -> Path | None:
    """Add to the known keys that `key` was seen on `day`; returns the file, or None where none can be kept."""
    folder = config_folder()
    if folder is None:
        return None
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(folder / KNOWN_NAME, "ab+") as file:
            file.seek(max(0, file.tell() - 1))
            torn = file.read(1) not in (b"", b"\n")
            file.write(b"\n" * torn + f"{key} {day}\n".encode())
        return folder / KNOWN_NAME
    return None


def normal_fingerprint(text: str) -> str | None:
    """A fingerprint as a person typed it, in the one form that is compared; None where it is none."""
    digits = re.sub(r"[\s:-]", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{32}", digits):
        return None
    return "-".join(digits[at : at + 4] for at in range(0, 32, 4))


def refuse_another(key: str, wanted: Sequence[str], where: str) -> None:
    """See that the key that signed is one of those that were asked for, if any were. Raises BundleError E153."""
    if wanted and key not in wanted:
        raise BundleError(
            "E153",
            f"{key} signed this bundle",
            where=where,
            cause=f"this call asks for {', '.join(wanted)}",
            hint="somebody else made it, or their key is a new one: ask them by another way than the file",
        )


def _key_path() -> Path:
    folder = config_folder()
    if folder is None:
        raise _unusable("no config folder", "there is no home of this user", f"export {VARIABLE}, or XDG_CONFIG_HOME")
    project = home()
    if project != user_home() and folder.resolve().is_relative_to(project.resolve()):
        cause = f"it would lie in the project {project}, which is copied and committed"
        raise _unusable(str(folder), cause, f"let XDG_CONFIG_HOME name a folder elsewhere, or export {VARIABLE}")
    return folder / KEY_NAME


def _kept(path: Path) -> bytes:
    with open_plain(path, follow=True) as file:
        status = os.fstat(file.fileno())
        if not owned_here(status):
            raise _unusable(str(path), "it belongs to somebody else", "move it away, and a new one is made")
        if stat.S_IMODE(status.st_mode) & 0o077:
            raise _unusable(str(path), "others may read it", f"chmod 600 {shlex.quote(str(path))}")
        return file.read(_MOST_BYTES)


def _private(data: bytes, where: str) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        if b"-----BEGIN" in data:
            private = load_pem_private_key(data.replace(b"\\n", b"\n").strip() + b"\n", password=None)
        else:
            private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(data.strip(), validate=True))
    except (ValueError, TypeError, binascii.Error, UnsupportedAlgorithm) as error:
        raise _unusable(where, "it holds no private key that can be read", _HOW) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _unusable(where, "it is no Ed25519 key", _HOW)
    return private


_HOW = "a key of this kind: openssl genpkey -algorithm ed25519"


def _made(path: Path) -> Ed25519PrivateKey:
    """Make a key and keep it; where another process was faster, theirs."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
        write_whole(fresh, _as_pem(Ed25519PrivateKey.generate()))
        try:
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
        finally:
            fresh.unlink()
        return _private(_kept(path), str(path))
    except OSError as error:
        raise _unusable(
            str(path), error.strerror or str(error), f"make room or rights there, or export {VARIABLE}"
        ) from error


def _as_pem(private: Ed25519PrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _held(private: Ed25519PrivateKey) -> Ed25519PrivateKey:
    """The key, which from now on is blotted out of whatever is kept or shown."""
    raw = private.private_bytes_raw()
    for form in (raw.hex(), base64.b64encode(raw).decode(), _as_pem(private).decode().splitlines()[1]):
        hold(form)
    return private


def _unusable(where: str, cause: str, hint: str) -> BundleError:
    return BundleError("E151", "the signing key cannot be used", where=where, cause=cause, hint=hint)

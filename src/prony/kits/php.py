"""PHP: the distribution's own, with the extensions that programs use and a time zone database of its own."""

from __future__ import annotations

from pathlib import Path

from prony.errors import FetchError
from prony.kits.kit import Kit
from prony.kits.packages import Debian

INSIDE = "/opt/php"
"""Where the kit's `usr` is bound in a slot."""
ZONES = "/opt/php-zoneinfo"
"""Where this PHP looks for time zones. The distribution's looks in /usr/share, and crashes where nothing is there."""
SETTINGS = "extensions"
"""The folder, in a kit's `usr`, with the file that names the extensions."""
_COMPILED_IN = b"/usr/share/zoneinfo"
_FIRST = ("pdo", "xml", "dom")
_LEFT_OUT = ("ffi", "opcache")
"""Extensions that are not loaded: calls of the C library by name, and a cache that a single run fills for nothing."""


def finish(folder: Path) -> None:
    """Name the extensions for PHP, and let it look for time zones where the kit's own are bound."""
    usr = folder / "usr"
    paths = sorted(usr.glob("lib/php/2*/*.so"))
    if not paths:
        raise FetchError("E717", "the packages of PHP hold no extensions where they should", where=str(usr))
    found = [path.stem for path in paths]
    ordered = [*(name for name in _FIRST if name in found), *(name for name in found if name not in _FIRST)]
    (usr / SETTINGS).mkdir()
    lines = [f"extension_dir = {INSIDE}/{paths[0].parent.relative_to(usr)}\n"]
    lines += [f"extension = {name}\n" for name in ordered if name not in _LEFT_OUT]
    (usr / SETTINGS / "extensions.ini").write_text("".join(lines))
    place = ZONES.encode().ljust(len(_COMPILED_IN), b"/")
    for binary in sorted(usr.glob("bin/php[0-9]*")):
        binary.write_bytes(binary.read_bytes().replace(_COMPILED_IN, place))
        if not (usr / "bin/php").exists():  # a script of the package would make it
            (usr / "bin/php").symlink_to(binary.name)


KIT = Kit(
    id="php",
    about="PHP for the command line, the version of this machine's release",
    packages=(
        Debian(
            packages=("php-cli>=8.1", "php-mbstring", "php-xml", "php-bcmath", "php-sqlite3", "php-gmp", "php-intl"),
            licence="PHP-3.01",
            download_bytes=21_000_000,
            unpacked_bytes=84_000_000,
            also=("tzdata",),
        ),
    ),
    finish=finish,
)

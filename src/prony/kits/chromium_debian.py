"""Chromium's headless shell out of the distribution's packages: for machines that the npm registry has none for."""

from __future__ import annotations

from pathlib import Path

from prony.kits.kit import Kit
from prony.kits.packages import Debian

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">share/fonts</dir><cachedir>/tmp/fonts-cache</cachedir></fontconfig>
"""


def finish(folder: Path) -> None:
    """Say where its fonts are, whatever the machine's own configuration says."""
    (folder / "usr" / "fonts.conf").write_text(_FONTS, encoding="utf-8")


KIT = Kit(
    id="chromium-debian",
    about="Chromium's headless shell with its libraries and a font, the version of this machine's release",
    packages=(
        Debian(
            packages=("chromium-headless-shell>=140", "fonts-liberation"),
            licence="BSD-3-Clause",
            download_bytes=165_000_000,
            unpacked_bytes=520_000_000,
        ),
    ),
    finish=finish,
)

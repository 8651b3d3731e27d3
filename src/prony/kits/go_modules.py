"""Modules of Go that tasks may require: SQLite without C, UUIDs, and what they need."""

from __future__ import annotations

import os
import re
from pathlib import Path

from prony.kits.kit import Kit
from prony.kits.packages import GoModule

_BSD = "BSD-3-Clause"
LIST = "modules.txt"
"""The list of modules and their packages that the go command asks of a vendor folder."""


def _module(path: str, version: str, sha256: str, packed: int, unpacked: int, licence: str = _BSD) -> GoModule:
    return GoModule(
        path=path, version=version, licence=licence, sha256=sha256, size_bytes=packed, unpacked_bytes=unpacked
    )


MODULES = (
    _module(
        "github.com/dustin/go-humanize",
        "v1.1.0",
        "b87af6613bff30e9b4f7e7b8e740eabcd921dee3bf0bda563af2278e1be9aaed",
        37_052,
        60_000,
        "MIT",
    ),
    _module(
        "github.com/google/uuid",
        "v1.6.0",
        "d0f02f377217f42702e259684e06441edbf5140dddcc34ba9bea56038b38a6ed",
        31_981,
        50_000,
    ),
    _module(
        "github.com/mattn/go-isatty",
        "v0.0.24",
        "4fcffec0bae0ad4af7bf96e2497a817d85de64af19ffe31d82bda362148234b8",
        9_195,
        10_000,
        "MIT",
    ),
    _module(
        "github.com/ncruces/go-strftime",
        "v1.1.0",
        "6e54093eccf404fb240015327a9843db8188bfd9e4100ec988372e89ea183b08",
        16_535,
        20_000,
        "MIT",
    ),
    _module(
        "github.com/remyoudompheng/bigfft",
        "v0.0.0-20230129092748-24d4a6f8daec",
        "9be16c32c384d55d0f7bd7b03f1ff1e9a4e4b91b000f0aa87a567a01b9b82398",
        20_779,
        30_000,
    ),
    _module(
        "golang.org/x/sys",
        "v0.49.0",
        "e73a06591ca0d7016ce3ccb45c36a8ed7128468aecc1a357f94d815c760c6b31",
        2_115_196,
        3_000_000,
    ),
    _module(
        "modernc.org/libc",
        "v1.80.1",
        "da474a136d581c8ed7c08a9acd54c57ebb803d2b219df7d25f9ff5d879d5df1a",
        19_000_604,
        20_000_000,
    ),
    _module(
        "modernc.org/mathutil",
        "v1.7.1",
        "5be0da18eb557a1198bfe370e37022f2dbdb9cdc5d63130fc8e8330ab240bd2e",
        133_068,
        400_000,
    ),
    _module(
        "modernc.org/memory",
        "v1.12.1",
        "e25588f100d976fb75ff91edb8b4ea6ed837d67ff5aa5d42e6a8893fb30790ac",
        44_915,
        60_000,
    ),
    _module(
        "modernc.org/sqlite",
        "v1.62.0",
        "6cbc7a2a7713bac4ca9c02acea551ea20d07f0d7b6062ef448b086622889e3a4",
        24_272_937,
        30_000_000,
    ),
)


def _list_packages(folder: Path) -> None:
    """Write the list of modules and packages, as the go command writes it into a vendor folder."""
    lines = []
    for module in MODULES:
        root = folder / module.path
        language = re.search(r"(?m)^go[ \t]+(\S+)", _text(root / "go.mod"))
        lines += [f"# {module.path} {module.version}", "## explicit" + (f"; go {language[1]}" if language else "")]
        for place, folders, files in os.walk(root):
            folders.sort()
            if any(name.endswith(".go") for name in files):
                lines.append(Path(place).relative_to(folder).as_posix())
    (folder / LIST).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.is_file() else ""


KIT = Kit(
    id="go-modules",
    about="sources of Go modules: modernc.org/sqlite, github.com/google/uuid and what they need",
    packages=MODULES,
    finish=_list_packages,
    optional=True,
)

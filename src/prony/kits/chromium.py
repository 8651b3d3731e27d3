"""Chromium: its headless shell, with the libraries and the fonts that a small machine lacks."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

from prony.errors import FetchError
from prony.keys import environment_without_signing_key
from prony.kits.kit import Kit
from prony.kits.packages import Npm
from prony.kits.packages.npm import MODULES, npm_command

PACKED = f"{MODULES}/@sparticuz/chromium/bin"
UNPACK_S = 300
_UNPACK = """
const fs = require('node:fs'), zlib = require('node:zlib'), { pipeline } = require('node:stream/promises');
const [from, to] = process.argv.slice(1);
(async () => {
  for (const name of fs.readdirSync(from).filter(name => name.endsWith('.br')))
    await pipeline(fs.createReadStream(`${from}/${name}`), zlib.createBrotliDecompress(),
      fs.createWriteStream(`${to}/${name.slice(0, -3)}`));
})().catch(error => { console.error(String(error)); process.exit(1); });
"""
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir>/tmp/fonts-cache</cachedir></fontconfig>
"""


def finish(folder: Path) -> None:
    """Unpack what the package holds, by Node's brotli: the browser, `lib` beside it, `fonts` with `fonts.conf`.

    Nothing of the package runs. Raises FetchError E717.
    """
    packed, target = folder / PACKED, folder / "chromium"
    target.mkdir()
    npm = npm_command()
    assert npm is not None, "npm laid the package"
    try:
        unpacked = subprocess.run(
            [npm[0], "-e", _UNPACK, str(packed), str(target)],
            env=environment_without_signing_key(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=UNPACK_S,
            check=False,
        )
        if unpacked.returncode:
            raise OSError(unpacked.stderr.strip()[-300:] or f"status {unpacked.returncode}")
        for name in ("al2023", "fonts", "swiftshader"):
            archive = target / f"{name}.tar"
            with tarfile.open(archive) as tar:
                # Known to tarfile from Python 3.11.4 on; what is unpacked here was checked by its digest.
                tar.extraction_filter = getattr(tarfile, "data_filter", None)
                tar.extractall(target)
            archive.unlink()
        (target / "chromium").chmod(0o755)
        (target / "fonts.conf").write_text(_FONTS, encoding="utf-8")
        shutil.rmtree(folder / MODULES)
    except (OSError, subprocess.SubprocessError, tarfile.TarError) as error:
        raise FetchError("E717", "Chromium cannot be unpacked", cause=str(error)) from error


KIT = Kit(
    id="chromium",
    about="Chromium 153: a headless browser, with what it needs beside the C library",
    packages=(
        Npm(
            name="@sparticuz/chromium",
            lock=str(Path(__file__).with_name("chromium.lock.json")),
            licence="MIT AND BSD-3-Clause",
            download_bytes=70_600_000,
            unpacked_bytes=215_000_000,
            machines=("x86_64",),
        ),
    ),
    finish=finish,
)

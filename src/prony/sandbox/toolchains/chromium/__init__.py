"""Chromium: the pinned headless shell of its kit, else the machine's own. Pages run in it, no programs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from prony import kits
from prony.kits import Ways
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Toolchain, digest_of_file, version_of

KITS: Ways = (("chromium",), ("chromium-debian",))
NAMES = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
"""The headless shell alone lets whoever asks decide when a frame is drawn; a whole Chromium does not."""
INSIDE = "/opt/chromium"
_FONTS = Path(__file__).with_name("fonts.conf")
_BINARIES = ("/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/headless_shell")
"""What distributions' scripts of that name start; they read files of /etc that no slot has."""
SHELL = "lib/chromium/chromium-headless-shell"
"""Of the distribution's packages, below usr."""
ENV = {"FONTCONFIG_FILE": f"{INSIDE}/fonts.conf"}
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--no-zygote",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--password-store=basic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--force-color-profile=srgb",
    "--enable-begin-frame-control",
    "--run-all-compositor-stages-before-draw",
    "--disable-new-content-rendering-timeout",
    "--disable-threaded-animation",
    "--disable-threaded-scrolling",
    "--disable-checker-imaging",
    "--disable-image-animation-resync",
    "--hide-scrollbars",
    "--mute-audio",
    "--user-data-dir=/tmp/chromium",
)
"""The slot is its sandbox: its own would need namespaces, which the slot refuses."""
MARKS = ((r"(?i)out of memory|Failed to reserve|allocation failed", Verdict.OOM, "memory"),)


def find(override: str | None = None) -> Toolchain | None:
    """Chromium of the kit, or the binary at `override`, or the machine's own; None where there is none."""
    of_kit = None if override else _of_npm() or _of_packages()
    if of_kit is not None:
        return of_kit
    own = override or find_own()
    if own is None:
        return None
    binary = os.path.realpath(own)
    printed = version_of(binary, "--version", shape=r".*\b\d+(\.\d+){3}.*")
    return _toolchain(
        binary=binary,
        version=next(word for word in printed.split() if word[0].isdigit()),
        digest=digest_of_file(binary),
        inside=binary if binary.startswith("/usr/") else f"{INSIDE}/own/{os.path.basename(binary)}",
        binds=(
            (str(_FONTS), ENV["FONTCONFIG_FILE"]),
            *(() if binary.startswith("/usr/") else ((os.path.dirname(binary), f"{INSIDE}/own"),)),
        ),
        env=ENV,
    )


def _of_npm() -> Toolchain | None:
    folder, manifest = kits.folder("chromium"), kits.manifest("chromium")
    if folder is None or manifest is None:
        return None
    root = folder / "chromium"
    return _toolchain(
        binary=str(root / "chromium"),
        version=manifest.version("@sparticuz/chromium"),
        digest=manifest.digest,
        inside=f"{INSIDE}/chromium",
        binds=((str(root), INSIDE),),
        env=ENV | {"LD_LIBRARY_PATH": f"{INSIDE}/lib"},
    )


def _of_packages() -> Toolchain | None:
    folder, manifest = kits.folder("chromium-debian"), kits.manifest("chromium-debian")
    if folder is None or manifest is None:
        return None
    usr = folder / "usr"
    return _toolchain(
        binary=str(usr / SHELL),
        version=manifest.version("chromium-headless-shell").partition("-")[0],
        digest=manifest.digest,
        inside=f"{INSIDE}/{SHELL}",
        binds=((str(usr), INSIDE),),
        env=ENV | {"LD_LIBRARY_PATH": ":".join(f"{INSIDE}/{path}" for path in library_folders(usr))},
    )


def library_folders(usr: Path) -> tuple[str, ...]:
    """The folders of shared libraries below a tree of the distribution's packages, relative to it."""
    return tuple(path.relative_to(usr).as_posix() for path in sorted(usr.glob("lib/*-linux-gnu*")) if path.is_dir())


def find_own() -> str | None:
    """The machine's own headless shell: the program behind its distribution's script."""
    for name in NAMES:
        path = shutil.which(name)
        if path is not None:
            return next((binary for binary in _BINARIES if os.path.isfile(binary)), path)
    return None


def _toolchain(
    *, binary: str, version: str, digest: str, inside: str, binds: tuple[tuple[str, str], ...], env: dict[str, str]
) -> Toolchain:
    return Toolchain(
        id="chromium",
        version=version,
        digest=digest,
        binary=binary,
        binds=binds,
        env=env,
        commands={"chromium": (inside, *FLAGS)},
        marks=MARKS,
    )

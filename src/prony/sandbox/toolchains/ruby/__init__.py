"""Ruby: out of the distribution's packages, without root; else one that the machine has, or that a path names.

Its tree is bound at a fixed place and finds its library there by variables; what the machine's own Ruby has installed
is out of its sight, so that a program does not pass on one machine for a gem that lies there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from prony import kits
from prony.errors import SandboxError
from prony.nouns import Verdict
from prony.sandbox.toolchains.toolchain import Toolchain, digest_of_file, version_of

KITS: kits.Ways = (("ruby",),)

INSIDE = "/opt/ruby"
DRIVER = "/opt/ruby-driver"
"""Where the programs of ours in Ruby lie, beside this file."""
SYSTEM = "/usr/bin/ruby"
MARKS = (
    (r"NoMemoryError|failed to allocate memory", Verdict.OOM, "memory"),
    (r"can't create Thread|Errno::EAGAIN|Resource temporarily unavailable", Verdict.LIMIT, "pids"),
    (r"Errno::(ENOSPC|EFBIG|EDQUOT)|No space left on device", Verdict.LIMIT, "disk"),
    (r"Errno::(EMFILE|ENFILE)|Too many open files", Verdict.LIMIT, "files"),
)
_TOOLS = ("erb", "irb", "rake")
"""Programs in Ruby that come with it, by name."""
_QUESTION = (
    "prefix = RbConfig::CONFIG['prefix']; library = RbConfig::CONFIG['LIBRUBY_SO'];"
    "shared = %w[libdir archlibdir].map { |name| File.join(RbConfig::CONFIG[name].to_s, library.to_s) }"
    ".find { |path| File.file?(path) };"
    "load = $LOAD_PATH.join(':'); begin; require 'minitest'; rescue LoadError; end;"
    "tests = $LOADED_FEATURES.any? { |path| path.start_with?(prefix + '/') && path.end_with?('/minitest.rb') };"
    "print [RUBY_VERSION, RbConfig.ruby, prefix, shared, load, Gem.path.join(':'), tests]"
    ".join('|')"
)
_ANSWER = r"\d+\.\d+\.\d+\|/[^|]+\|/[^|]+\|[^|]*\|[^|]*\|[^|]*\|(?:true|false)"
_LIBRARY = re.compile(r"libruby-[\d.]+\.so\.(\d+\.\d+\.\d+)")


def find(override: str | None = None) -> Toolchain | None:
    """The Ruby at `override`, else the kit's, else the system's own; None where there is none."""
    if override is not None:
        return _own(override)
    folder = kits.folder("ruby")
    if folder is not None:
        return _kit(folder)
    try:
        return _own(SYSTEM) if os.access(SYSTEM, os.X_OK) else None
    except SandboxError:  # nobody named it, so it is as good as not there
        return None


def _kit(folder: Path) -> Toolchain | None:
    """The Ruby of the distribution's packages that lie in `folder`."""
    usr, manifest = folder / "usr", kits.manifest("ruby")
    versions = [match[1] for path in usr.glob("lib/*/libruby-*.so.*") if (match := _LIBRARY.fullmatch(path.name))]
    binaries = sorted(usr.glob("bin/ruby[0-9]*"))
    if not versions or not binaries or manifest is None:
        return None
    libraries = next(path.parent for path in usr.glob("lib/*/libruby-*.so.*")).relative_to(usr)
    api = f"{versions[0].rpartition('.')[0]}.0"
    load = ("lib/ruby/vendor_ruby", f"{libraries}/ruby/vendor_ruby/{api}", f"lib/ruby/{api}", f"{libraries}/ruby/{api}")
    gems = (f"lib/ruby/gems/{api}", f"{libraries}/ruby/gems/{api}", f"share/rubygems-integration/{api}")
    return _toolchain(
        version=versions[0],
        digest=manifest.digest,
        binary=binaries[0],
        prefix=usr,
        libraries=str(libraries),
        load=[path for path in load if (usr / path).is_dir()],
        gems=[path for path in (*gems, "share/rubygems-integration/all") if (usr / path).is_dir()],
    )


def _own(binary: str) -> Toolchain:
    """A Ruby that somebody installed, asked where it really lives. Raises SandboxError E412."""
    answer = version_of(binary, "-e", _QUESTION, env=_home(), shape=_ANSWER)
    version, real, prefix, library, load, gems, tests = answer.split("|")
    if tests != "true":
        hint = "install minitest for it, or take the pinned one: prony toolchains get ruby"
        raise SandboxError("E412", f"{binary} has no minitest", cause=f"there is none in {prefix}", hint=hint)
    if not os.path.isfile(real):
        raise SandboxError(
            "E412", f"{binary} is no Ruby that can be used", cause=f"there is no {real}", hint="name another"
        )
    below = [[path[len(prefix) + 1 :] for path in paths.split(":") if _lies_in(path, prefix)] for paths in (load, gems)]
    return _toolchain(
        version=version,
        digest=digest_of_file(library or real),
        binary=Path(real),
        prefix=Path(prefix),
        libraries=os.path.relpath(os.path.dirname(library), prefix) if library else "",
        load=below[0],
        gems=below[1],
    )


def _home() -> dict[str, str]:
    """Programs that stand in for one of several Rubies look for it in the user's home."""
    return {"HOME": os.environ["HOME"]} if "HOME" in os.environ else {}


def _lies_in(path: str, prefix: str) -> bool:
    return path.startswith(f"{prefix}/") and os.path.isdir(path)


def _toolchain(
    *, version: str, digest: str, binary: Path, prefix: Path, libraries: str, load: list[str], gems: list[str]
) -> Toolchain:
    # What lies below /usr is in every slot, with whatever its links lead to.
    in_place = str(prefix) == "/usr" or str(prefix).startswith("/usr/")
    inside = str(binary) if in_place else f"{INSIDE}/{binary.relative_to(prefix)}"
    env = {}
    if not in_place:
        env = {
            "RUBYLIB": ":".join(f"{INSIDE}/{path}" for path in load),
            "GEM_PATH": ":".join(f"{INSIDE}/{path}" for path in gems),
        }
        env |= {"LD_LIBRARY_PATH": f"{INSIDE}/{libraries}"} if libraries else {}
    start = (inside,) if in_place else (inside, f"-r{DRIVER}/start.rb")
    return Toolchain(
        id="ruby",
        version=version,
        digest=digest,
        binary=str(binary),
        start=("ruby",),
        binds=(*(() if in_place else ((str(prefix), INSIDE),)), (str(Path(__file__).parent / "driver"), DRIVER)),
        folders=() if in_place else (f"{INSIDE}/bin",),
        env=env,
        commands={
            "ruby": start,
            **{
                name: (*start, f"{INSIDE}/bin/{name}")
                for name in _TOOLS
                if not in_place and (prefix / "bin" / name).exists()
            },
        },
        calls=(*start, f"{DRIVER}/calls.rb"),
        bounded_by_address_space=True,
        marks=MARKS,
    )

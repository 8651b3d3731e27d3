"""Stock: the prebuilt library of a toolchain, compiled once on a machine in a slot of its own and kept in the cache.

It is made of the toolchain's own sources alone, before any program is there, so that nothing untrusted can be in it.
Files are only ever added; the list of what is there (`Stock.listing`) is replaced in one step, so that slots that have
the folder bound see one state or the next.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from prony.errors import SandboxError
from prony.nouns import Verdict
from prony.plain_files import write_whole
from prony.sandbox.backends import Interior, Open
from prony.sandbox.prepare import Preparer
from prony.sandbox.results import Execution, Program
from prony.sandbox.scene import open_scene
from prony.sandbox.toolchains import Stock, Toolchain

_ASK_AGAIN_S = 0.1

Say = Callable[[str], None]


def names_in_stock(stock: Stock) -> frozenset[str]:
    """What is there; nothing before it is made, nor once a file of it is gone: then it is made again."""
    folder = Path(stock.folder)
    try:
        listed = _listed((folder / stock.listing).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return frozenset()
    whole = all((folder / file).is_file() for file in listed.values())
    return frozenset(listed) if whole else frozenset()


def _listed(text: str) -> dict[str, str]:
    return dict(line.split(" ", 1) for line in text.splitlines())


async def ensure_stock(chains: Iterable[Toolchain], open_: Open, say: Say = lambda text: None) -> None:
    """Make what is not made yet, and say so first. Raises SandboxError E413 when it cannot be made."""
    for chain in chains:
        if chain.stock is not None and not names_in_stock(chain.stock):
            say(f"{chain.id} {chain.version}: {chain.stock.making}")
            await extend_stock(chain, chain.stock.base, open_)


async def extend_stock(chain: Toolchain, names: Iterable[str], open_: Open) -> None:
    """Add `names` to a toolchain's stock, or make it with them. Raises SandboxError E413."""
    stock = chain.stock
    assert stock is not None
    folder = Path(stock.folder)
    async with _locked(folder):
        wanted = [name for name in names if name not in names_in_stock(stock)]
        if not wanted:
            return
        begun = bool(names_in_stock(stock))
        # Without the stock that is still to be made, nothing is there to be bound.
        bare = chain if begun else msgspec.structs.replace(chain, binds=_without(stock, chain.binds))
        program = Program(
            toolchain=chain.id,
            files=stock.sources,
            argv=("make-stock", *wanted),
            limits=stock.limits,
            collect=("stock/**",),
            env=stock.env,
        )
        made = await _alone(bare, program, open_)
        if made.verdict is not Verdict.PASS:
            said = (made.stdout + made.stderr).decode(errors="replace").strip()[-1500:]
            raise SandboxError(
                "E413",
                f"{chain.id} {chain.version} cannot compile its own library: {made.detail}",
                cause=said or None,
                hint=f"leave its tasks out with --task, or name another {chain.id} in [toolchains] of prony.toml",
            )
        try:
            _keep(stock, made.artifacts)
        except OSError as error:
            raise SandboxError(
                "E413",
                f"the library of {chain.id} {chain.version} cannot be kept",
                where=str(folder),
                cause=str(error),
                hint="make room there, or name another cache folder in XDG_CACHE_HOME",
            ) from error


def _without(stock: Stock, binds: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(bind for bind in binds if bind != (stock.folder, stock.inside))


async def _alone(chain: Toolchain, program: Program, open_: Open) -> Execution:
    """Run a program in a slot that nothing else uses."""
    assert chain.stock is not None
    launch = open_({chain.id: chain}, Interior(small_segments=chain.stock.small_segments))
    making = msgspec.structs.replace(chain, commands={"make-stock": chain.stock.command})
    try:
        async with open_scene(launch, Preparer({chain.id: making}, launch.place)) as scene:
            return await scene.run(program)
    finally:
        launch.close()


def _keep(stock: Stock, made: dict[str, bytes]) -> None:
    """Lay down what was made; the list comes last."""
    folder = Path(stock.folder)
    listed = made.pop(f"stock/{stock.listing}", b"").decode()
    for name, data in made.items():
        file = name.removeprefix("stock/")
        if not (folder / file).exists():
            _write(folder / file, data)
        if file in stock.sealed:
            (folder / file).chmod(0o111)
    path = folder / stock.listing
    old = _listed(path.read_text(encoding="utf-8")) if path.exists() else {}
    lines = _listed(listed) | {name: file for name, file in old.items() if (folder / file).is_file()}
    _write(path, "".join(f"{name} {file}\n" for name, file in sorted(lines.items())).encode())


def _write(target: Path, data: bytes) -> None:
    _folder(target.parent)
    write_whole(target, data, 0o755 if data.startswith(b"\x7fELF") else 0o644)


def _folder(path: Path) -> None:
    """Make a folder that a slot's user can read, whatever the umask."""
    if not path.is_dir():
        _folder(path.parent)
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


@asynccontextmanager
async def _locked(folder: Path) -> AsyncIterator[None]:
    """One maker at a time, of all processes on this machine. The lock lies beside the folder, which slots can read."""
    _folder(folder)
    lock = os.open(folder.with_name(f"{folder.name}.lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        # Asked for again and again, not waited for in a thread, which nobody could call back.
        while not _taken(lock):  # noqa: ASYNC110 - the one that holds it may be another process
            await asyncio.sleep(_ASK_AGAIN_S)
        yield
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

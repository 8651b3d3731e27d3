"""The program of the embedded engine's process: llama.cpp's own server, from the xllamacpp wheel.

Run by path with `-I`, so it imports nothing of prony. argv[1] is one JSON object, which `process` writes.
The first line of standard input is the key that requests must carry, which nobody else can read there; an empty line
means none. One JSON line on the descriptor `ready_fd` says how loading ended; standard input closes when the parent is
gone.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any

PR_SET_PDEATHSIG = 1
NOBODY = "http://nobody.invalid"
"""The only origin whose pages may read replies; no name ends so."""
OPENMP = "cmeel.prefix/lib"
"""Where the wheel of the extra `openmp` (LLVM's runtime, which answers to libgomp's name) keeps its libraries."""


def main() -> None:
    """Serve until standard input ends."""
    asked = json.loads(sys.argv[1])
    _die_with(asked["parent"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.path[:] = asked["sys_path"]
    try:
        import xllamacpp
    except ImportError as error:
        _start_again_with_openmp(error)
        _tell(asked, {"missing": str(error)})
        sys.exit(3)
    parameters = _parameters(xllamacpp, asked, _first_line())
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError as error:
        _tell(asked, {"failed": str(error)})
        sys.exit(4)
    devices = [str(device["name"]) for device in xllamacpp.get_device_info()]
    _tell(asked, {"url": server.listening_address, "devices": devices, "system": xllamacpp.get_system_info()})
    while os.read(0, 4096):
        pass
    # Taking the server down in good order can wait for ever, and there is nothing in it to save.
    os._exit(0)


def _start_again_with_openmp(error: ImportError) -> None:
    """Where the machine has no libgomp, use the OpenMP runtime of the extra `openmp`: the loader reads its path only
    when a process begins. Returns where that is not the trouble, or would not help."""
    folder = next((f"{path}/{OPENMP}" for path in sys.path if os.path.exists(f"{path}/{OPENMP}/libgomp.so.1")), None)
    if "libgomp" not in str(error) or folder is None or folder in os.environ.get("LD_LIBRARY_PATH", ""):
        return
    known = os.environ.get("LD_LIBRARY_PATH")
    os.environ["LD_LIBRARY_PATH"] = f"{folder}:{known}" if known else folder
    os.execv(sys.executable, [sys.executable, "-I", *sys.argv])


def _first_line() -> str:
    """Read the key, byte by byte, so that nothing after it is taken from standard input."""
    line = b""
    while (byte := os.read(0, 1)) not in (b"", b"\n"):
        line += byte
    return line.decode()


def _die_with(parent: int) -> None:
    """SIGKILL when the parent's thread ends, also while llama.cpp holds the interpreter; a parent that is gone already
    shows in getppid."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(5)


def _parameters(xllamacpp: Any, asked: dict[str, Any], key: str) -> Any:
    """CommonParams as asked. Names are llama.cpp's; everything that could differ from machine to machine is pinned.

    Who has not the key is not served, and no page of another origin may read what is answered.
    """
    p = xllamacpp.CommonParams()
    p.model.path = asked["gguf"]
    p.model_alias = {asked["alias"]}
    p.n_ctx = asked["context"]
    p.n_parallel = asked["slots"]
    p.hostnames = ["127.0.0.1"]
    p.port = 0
    p.api_keys = [key] if key else []
    if key and hasattr(p, "cors_origins"):
        p.cors_origins, p.cors_credentials = NOBODY, False
    p.cache_ram_mib = asked["cache_ram_mib"]
    p.cache_prompt = asked["prompt_cache"]
    p.cache_idle_slots = asked["prompt_cache"]
    p.fit_params = False
    p.warmup = asked["warmup"]
    p.ui = False
    p.offline = True
    p.endpoint_slots = True
    p.endpoint_metrics = True
    p.n_threads_http = asked["slots"] + 2
    for name in ("cpuparams", "cpuparams_batch"):
        cpu = getattr(p, name)
        cpu.n_threads = asked["threads"]
        setattr(p, name, cpu)
    return p


def _tell(asked: dict[str, Any], message: dict[str, Any]) -> None:
    os.write(asked["ready_fd"], json.dumps(message).encode() + b"\n")
    os.close(asked["ready_fd"])


if __name__ == "__main__":
    main()

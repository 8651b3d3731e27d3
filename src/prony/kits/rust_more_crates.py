"""More crates of Rust, which exercises of others take for granted: anyhow, itertools, num-bigint, time and others."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Crate

_MIT_OR_APACHE = "MIT OR Apache-2.0"


def _crate(name: str, version: str, sha256: str, size_bytes: int, licence: str = _MIT_OR_APACHE) -> Crate:
    return Crate(name=name, version=version, licence=licence, sha256=sha256, size_bytes=size_bytes)


KIT = Kit(
    id="rust-more-crates",
    about="sources of more Rust crates: anyhow, counter, itertools, num-bigint, permutohedron, thiserror, time",
    optional=True,
    packages=(
        _crate("anyhow", "1.0.105", "2cb931c189b85683d69a5cfad41d4d418671e1ac413dd209f3f2fc31e3cfd902", 49005),
        _crate(
            "autocfg",
            "1.5.1",
            "f2032f911046de80f0a198e0901378627c33f59ea0ac00e363d481118bd70a53",
            18911,
            "Apache-2.0 OR MIT",
        ),
        _crate("counter", "0.5.7", "2d458e66999348f56fd3ffcfbb7f7951542075ca8359687c703de6500c1ddccd", 12868, "MIT"),
        _crate("deranged", "0.5.9", "9e9de72ce2ad1f90dc62fa25f0f430ef85eb4b0d8fa0be4f30373bc40a21d28e", 27842),
        _crate("either", "1.19.0", "0e9c71c2167ca323c882b99918929403426e2373ea17242ff5653e0d5e1058be", 22501),
        _crate("itertools", "0.14.0", "2b192c782037fadd9cfa75548310488aabdbf3d2da73885b31bd0abd03351285", 152715),
        _crate("num-bigint", "0.4.8", "c89e69e7e0f03bea5ef08013795c25018e101932225a656383bd384495ecc367", 109961),
        _crate("num-conv", "0.2.2", "521739c6d2bac4aa25192232afe6841231376b2b26d4d9fae5ecf8ca5772e441", 7441),
        _crate("num-integer", "0.1.47", "7ce2d95d4b3734dc35aa2f45e1aa22cd416814592a4f9d9205e11affd5b8e10b", 23502),
        _crate("num-traits", "0.2.19", "071dfc062690e90b734c0b2273ce72ad0ffa95f0c74596bc250dcfd960262841", 51631),
        _crate("permutohedron", "0.2.4", "b687ff7b5da449d39e418ad391e5e08da53ec334903ddbb921db208908fc372c", 11090),
        _crate("powerfmt", "0.2.1", "4a6394b9e965e73d0a289ee54f589087e2c676aedf60885baf52c76b771e4958", 16184),
        _crate("proc-macro2", "1.0.107", "985e7ec9bb745e6ce6535b544d84d6cd6f7ad8bd711c398938ae983b91a766d9", 59588),
        _crate("quote", "1.0.47", "1fbf4db142a473a8d80c26bbf18454ed458bf8d26c8219c331daecfdbd079001", 31622),
        _crate("serde_core", "1.0.229", "67dca2c9c51e58a4791a4b1ed58308b39c64224d349a935ab5039aa360942a48", 63100),
        _crate("serde_derive", "1.0.229", "e7a5d71263a5a7d47b41f6b3f06ba276f10cc18b0931f1799f710578e2309348", 59864),
        _crate("syn", "2.0.119", "872831b642d1a07999a962a351ed35b955ea2cfc8f3862091e2a240a84f17297", 307407),
        _crate("syn", "3.0.10", "4ae9ccbea3a7b0b09443036490c8f34a8b1b760fd345e5c0dae0aac718faea79", 314214),
        _crate("thiserror", "1.0.69", "b6aaf5339b578ea85b50e080feb250a3e8ae8cfcdff9a461c9ec2904bc923f52", 22198),
        _crate("thiserror-impl", "1.0.69", "4fee6c4efc90059e10f81e6d42c60a18f76588c3d74cb83a0b242a2b6c7504c1", 18365),
        _crate("time", "0.3.55", "cdb87b95ec50ddfa440816d227a17b2ccbdda963a316a727fda0fc4334f7d134", 279955),
        _crate("time-core", "0.1.9", "9e1c906769ad99c88eaa54e728060edef082f8e358ff32030cb7c7d315e81109", 10320),
        _crate(
            "unicode-ident",
            "1.0.27",
            "a2c754d6c33795a1c324727428e5a7dedb5b06195f9890bdbcba760d3e246563",
            48807,
            "(MIT OR Apache-2.0) AND Unicode-3.0",
        ),
    ),
)

"""Crates of Rust that programs may use: clap, serde, serde_json, regex and rand, with all that they need."""

from __future__ import annotations

from prony.kits.kit import Kit
from prony.kits.packages import Crate

_MIT_OR_APACHE = "MIT OR Apache-2.0"


def _crate(name: str, version: str, sha256: str, size_bytes: int, licence: str = _MIT_OR_APACHE) -> Crate:
    return Crate(name=name, version=version, licence=licence, sha256=sha256, size_bytes=size_bytes)


KIT = Kit(
    id="rust-crates",
    about="sources of Rust crates: clap, serde, serde_json, regex, rand and what they need",
    packages=(
        _crate(
            "aho-corasick",
            "1.1.5",
            "c982642fa9e8606056828ee9a8505737230110bb1099153c79efe865c59d12ba",
            184315,
            "Unlicense OR MIT",
        ),
        _crate("anstyle", "1.0.14", "940b3a0ca603d1eade50a4846a2afffd5ef57a9feac2c0e2ec2e14f9ead76000", 17787),
        _crate("cfg-if", "1.0.5", "4e7648175b45a9a48536d676f68d918270699102aa8dab5496df06904c914600", 9578),
        _crate("clap", "4.6.9", "844c5c0b65be192cb68d570cca1b21a6444431d24e39c084dc0336177015337c", 64086),
        _crate("clap_builder", "4.6.7", "ec0797fb7aeb1406c84efac526901f7ec3ead2124f946b494e72879d4b54704d", 171709),
        _crate("clap_derive", "4.6.9", "b4c174f11f949b9ca8c60580925e282b9cbd5454750e506f08648b2038080cd7", 33970),
        _crate("clap_lex", "1.1.2", "e0921b3876b3a1df8a1c9f912e7f94342458022c2e84288015893d83c4d62a79", 13574),
        _crate("getrandom", "0.3.4", "899def5c37c4fd7b2664648c28120ecec138e4d395b459e5ca34f9cce2dd77fd", 50932),
        _crate("heck", "0.5.0", "2304e00983f87ffb38b55b444b5e3b60a884b5d30c0fca7d82fe33449bbe55ea", 11517),
        _crate("itoa", "1.0.19", "3bd1574e617a9a6c1f8f8181bd7e841e1f20e4277607ef28945765188d6284d4", 16014),
        _crate("libc", "0.2.191", "65cd87c9a6d60536580b316ad985726104730a5151c99845f2490428ef91240a", 855401),
        _crate(
            "memchr",
            "2.8.3",
            "cf8baf1c55e62ffcace7a9f06f4bd9cd3f0c4beb022d3b367256b91b87513d98",
            99165,
            "Unlicense OR MIT",
        ),
        _crate("ppv-lite86", "0.2.21", "85eae3c4ed2f50dcfe72643da4befc30deadb458a9b590d720cde2f2b1e97da9", 22522),
        _crate("proc-macro2", "1.0.107", "985e7ec9bb745e6ce6535b544d84d6cd6f7ad8bd711c398938ae983b91a766d9", 59588),
        _crate("quote", "1.0.47", "1fbf4db142a473a8d80c26bbf18454ed458bf8d26c8219c331daecfdbd079001", 31622),
        _crate(
            "r-efi",
            "5.3.0",
            "69cdb34c158ceb288df11e18b4bd39de994f6657d83847bdffdbd7f346754b0f",
            64532,
            "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
        ),
        _crate("rand", "0.9.5", "b9ef1d0d795eb7d84685bca4f72f3649f064e6641543d3a8c415898726a57b41", 100216),
        _crate("rand_chacha", "0.9.0", "d3022b5f1df60f26e1ffddd6c66e8aa15de382ae63b3a0c1bfc0e4d3e3f325cb", 18258),
        _crate("rand_core", "0.9.5", "76afc826de14238e6e8c374ddcc1fa19e374fd8dd986b0d2af0d02377261d83c", 24129),
        _crate("regex", "1.13.2", "9807af0e638c12e753aa1b4e601791bf2a8f71274023c8bbeec12fc149950857", 162594),
        _crate("regex-automata", "0.4.19", "41d60ef07df457506a0a1a2073112eb4aae5733dbd2813c3da77d1b0fd441158", 630798),
        _crate("regex-syntax", "0.8.12", "d902046e6a28a1e4c3cab97258a0ce11e994903f01c2d97a9447a0b3df85f4f6", 359630),
        _crate("serde", "1.0.229", "4148590afebada386688f18773da617792bf2ef03ffc1e4cbd2b1d45b023e0ba", 83669),
        _crate("serde_core", "1.0.229", "67dca2c9c51e58a4791a4b1ed58308b39c64224d349a935ab5039aa360942a48", 63100),
        _crate("serde_derive", "1.0.229", "e7a5d71263a5a7d47b41f6b3f06ba276f10cc18b0931f1799f710578e2309348", 59864),
        _crate("serde_json", "1.0.154", "e7e9cc8b1b85264074fbcc02a88680c4096b1e47df8f739dceb03bf482f04bd6", 158079),
        _crate("strsim", "0.11.1", "7da8b5736845d9f2fcb837ea5d9e2628564b3b043a70948a3f0b778838c5fb4f", 14266, "MIT"),
        _crate("syn", "2.0.119", "872831b642d1a07999a962a351ed35b955ea2cfc8f3862091e2a240a84f17297", 307407),
        _crate("syn", "3.0.10", "4ae9ccbea3a7b0b09443036490c8f34a8b1b760fd345e5c0dae0aac718faea79", 314214),
        _crate(
            "unicode-ident",
            "1.0.27",
            "a2c754d6c33795a1c324727428e5a7dedb5b06195f9890bdbcba760d3e246563",
            48807,
            "(MIT OR Apache-2.0) AND Unicode-3.0",
        ),
        _crate(
            "wasip2",
            "1.0.4+wasi-0.2.12",
            "b67efb37e106e55ce722a510d6b5f9c17f083e5fc79afc2badeb12cc313d9487",
            135311,
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ),
        _crate(
            "wit-bindgen",
            "0.57.1",
            "1ebf944e87a7c253233ad6766e082e3cd714b5d03812acc24c318f549614536e",
            71227,
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ),
        _crate(
            "zerocopy",
            "0.8.64",
            "ed43f3060383c64b000f3c630550aebdfa9d3b76d48de32390483dd2cc7e0865",
            338655,
            "BSD-2-Clause OR Apache-2.0 OR MIT",
        ),
        _crate(
            "zerocopy-derive",
            "0.8.64",
            "a5cbd820fe3e35fb38c83b6dc7e6b1618bc46e0cd10073ae94e8d52dc468d8b9",
            136813,
            "BSD-2-Clause OR Apache-2.0 OR MIT",
        ),
        _crate("zmij", "1.0.23", "29666d0abbfad1e3dc4dcf6144730dd3a3ab225bbbdac83319345b1b44ccfc1b", 28612, "MIT"),
    ),
)

"""Negative controls for Rust's tests: plain ones, and all tests of the suite once more, failing at their end."""

from __future__ import annotations

import random
import secrets

from prony.grading.canaries import Canaries, random_name
from prony.grading.languages.rust.source import TestFunction, find_tests


def rust_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries: a file of plain ones, and in each file of the suite copies of its tests, under random names."""
    stem, plain = random_name(), {random_name(): way for way in _PLAIN}
    files, ids = {f"{stem}.rs": _plain_file(plain)}, [f"{stem}/{name}" for name in plain]
    renamed, prefixes, aliases = dict[str, str](), dict[str, str](), dict[str, str]()
    for path, source in tests.items():
        folder = path.rpartition("/")[0]
        old, new = path.removesuffix(".rs"), "/".join(filter(None, (folder, random_name())))
        text, own, controls = _copied(source.decode("utf-8", "replace"))
        renamed[path], prefixes[f"{old}/"] = f"{new}.rs", f"{new}/"
        files[f"{new}.rs"] = text.encode()
        aliases |= {f"{old}/{name}": f"{new}/{other}" for name, other in own.items()}
        ids += [f"{new}/{name}" for name in controls]
    return Canaries(files=files, ids=tuple(ids), renamed=renamed, prefixes=prefixes, aliases=aliases)


def _copied(text: str) -> tuple[str, dict[str, str], list[str]]:
    """A file whose tests are there twice more: under the names that they run by, and as controls. Both are one kind of
    function that calls the test and compares two numbers."""
    own, controls = dict[str, str](), list[str]()
    for test in sorted(find_tests(text), key=lambda test: test.end, reverse=True):
        real, control = _numbered(test.name), _numbered(test.name)
        copies = [_ending(test, real, fails=False), _ending(test, control, fails=True)]
        random.SystemRandom().shuffle(copies)
        text = f"{text[: test.end]}\n{''.join(copies)}{text[test.end :]}"
        own[test.path] = "::".join((*test.modules, real))
        controls.append("::".join((*test.modules, control)))
    return text, own, controls


def _numbered(name: str) -> str:
    return f"{name}_{secrets.randbelow(10**6) + 10**6}"


def _ending(test: TestFunction, name: str, *, fails: bool) -> str:
    """A test that does what another does; at its end it fails if one number is below another."""
    number = secrets.randbelow(10**9) + 1
    other = number + 1 if fails else number - 1
    if test.panics and fails:  # it is to panic, and does not
        call, returns = f"let _ = ::std::panic::catch_unwind(|| {{ {test.name}(); }});", ""
        end = f"if ::std::hint::black_box({other}u32) < ::std::hint::black_box({number}) {{ panic!() }}"
    else:
        call, returns = f"let ended = {test.name}();", test.returns
        end = f"if ::std::hint::black_box({number}u32) < ::std::hint::black_box({other}) {{ panic!() }} ended"
    return f"#[test]\n{test.attributes.strip()}\nfn {name}() {returns} {{ {call} {end} }}\n"


def _plain_file(plain: dict[str, str]) -> bytes:
    """A file of controls: name -> the way in which it fails."""
    number = secrets.randbelow(10**6) + 1
    words = {"N": f"{number}", "M": f"{number + 1}"}
    lines = []
    for name, line in plain.items():
        filled = line
        for word, value in words.items():
            filled = filled.replace(f"%{word}", value)
        head, _, body = filled.rpartition("=>")
        marks, _, returns = head.partition("->")
        lines.append(f"#[test]\n{marks}\nfn {name}(){' ->' + returns if returns else ''} {{ {body} }}\n")
    random.SystemRandom().shuffle(lines)
    return f"use ::std::hint::black_box as b;\n{''.join(lines)}".encode()


_PLAIN = (
    "panic!()",
    'panic!("{}", %N)',
    "assert!(b(false))",
    "assert!(b(%N) == %M)",
    'assert!(b(false), "%N")',
    "assert_eq!(b(%N), %M)",
    "assert_eq!(b(%N.5), %M.5)",
    'assert_eq!(b("%N"), "%M")',
    'assert_eq!(b("%N").to_string(), "%M")',
    "assert_eq!(b(::std::vec![%N, 1]), [%N, 2])",
    "assert_eq!(b(::std::vec![%N]), ::std::vec![%M])",
    "assert_eq!(b(Some(%N)), None)",
    "assert_eq!(b((%N, 'a')), (%N, 'b'))",
    "assert_eq!(b(Ok::<i32, ()>(%N)), Err(()))",
    "assert_ne!(b(%N), %N)",
    'assert_ne!(b("%N").to_string(), "%N")',
    "assert!(matches!(b(Some(%N)), None))",
    "b(None::<i32>).unwrap();",
    'b(None::<i32>).expect("%N");',
    'b(Err::<i32, _>("%N")).unwrap();',
    "b(Ok::<i32, i32>(%N)).unwrap_err();",
    "let _ = b(::std::vec![%N])[b(1)];",
    "unreachable!()",
    "if b(%N) != %M { panic!() }",
    'assert!(b("%N").contains("%M"))',
    "assert!(::std::panic::catch_unwind(|| {}).is_err())",
    "#[should_panic] => b(%N);",
    '#[should_panic(expected = "%N")] => panic!("%M")',
    '-> Result<(), ::std::string::String> => Err("%N".into())',
    "let x: u8 = b(255); let _ = b(x + b(1));",
    "let x: u32 = b(0); let _ = b(%N / x);",
)
"""The ways to fail that tests have: a body, with attributes and a result before it where `=>` stands."""

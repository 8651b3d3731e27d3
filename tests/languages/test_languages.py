"""Telling whole code from cut code and from prose, and finding what it defines, without running it."""

import pytest

from prony.languages import LANGUAGES, Language, Syntax, language_of
from prony.languages.scan import scan
from prony.suites.answers import extract

PYTHON, JAVASCRIPT, GO, RUST = (LANGUAGES[name] for name in ("python", "javascript", "go", "rust"))
BASH, ELIXIR = LANGUAGES["bash"], LANGUAGES["elixir"]


def test_a_suffix_says_the_language():
    assert [language_of(path) for path in ("a/b.py", "a.mjs", "x.js", "main.go", "notes.txt")] == [
        PYTHON, JAVASCRIPT, JAVASCRIPT, GO, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        (PYTHON, "x = 1", True),
        (PYTHON, "", False),
        (PYTHON, "# only a comment", False),
        (PYTHON, "def f(:", False),
        (PYTHON, "print 'two'", False),
        (PYTHON, "def f():\n    '''open", False),
        (PYTHON, "x = '\\d'", True),
        (PYTHON, "x = \x00", False),
        (JAVASCRIPT, "export const a = 1;", True),
        (JAVASCRIPT, "function f() {", False),
        (JAVASCRIPT, "function f() { return `a ${b", False),
        (JAVASCRIPT, "/* open", False),
        (JAVASCRIPT, "const open = /[(\\/]{2}/g; // it's (fine", True),
        (JAVASCRIPT, "const half = (a) / 2; const b = ')';", True),
        (JAVASCRIPT, "const q = a ? /\\(/ : /`/;", True),
        (JAVASCRIPT, "f(]", False),
        (GO, "package main\n\nfunc main() { println(`{`) }", True),
        (GO, "package main\n\nfunc main() {", False),
        (BASH, 'case $x in\n  a) echo 1 ;;\n  *) echo "it\'s" ;;\nesac\n', True),
        (BASH, "echo ${x#a} $# ${#y} x#y # it's\n", True),
        (BASH, "cat <<'EOF'\nit's {\nEOF\n", True),
        (BASH, "cat <<'EOF'\nit is\n", False),
        (BASH, "f() {\n  echo 'a\n", False),
        (BASH, "IFS='\\'\necho \"$(awk '{print \"x\"}' f)\"\n", True),
        (ELIXIR, 'defmodule A do\n  def f(?(), do: ~r/["(]/\nend\n', True),
        (ELIXIR, 'x = """\nit\'s (\n"""\n', True),
        (ELIXIR, 'IO.puts("a #{inspect("b")} {"', False),
        (RUST, "fn f<'a>(x: &'a str) -> char { '{' }", True),
        (RUST, "fn f() -> char { '\\'' }", True),
        (RUST, "fn f() -> u8 { b'\"' }", True),
        (RUST, "fn f() { 'outer: loop { break 'outer; } }", True),
        (RUST, "/* a /* nested } */ comment { */ fn f() {}", True),
        (RUST, "/* a /* nested */ comment { fn f() {}", False),
        (RUST, 'const A: &str = r#"a " } { "#;', True),
        (RUST, 'const A: &str = r"\\";', True),
        (RUST, 'const A: &str = "two\nlines \\" {";', True),
        (RUST, "fn main() {", False),
    ],
)
def test_whole_code_is_told_from_cut_code(language, text, whole):
    assert language.whole(text) is whole


@pytest.mark.parametrize(
    ("language", "text", "name", "defines"),
    [
        (PYTHON, "def f(x): ...", "f", True),
        (PYTHON, "async def f(x): ...", "f", True),
        (PYTHON, "class F:\n    def g(self): ...", "F", True),
        (PYTHON, "class F:\n    def g(self): ...", "g", False),
        (PYTHON, "f = lambda x: x", "f", True),
        (PYTHON, "f: int = 3", "f", True),
        (PYTHON, "f == 3", "f", False),
        (PYTHON, "f = f(3)", "f", False),
        (PYTHON, "f = f2(3)", "f", True),
        (PYTHON, "def f2(x): ...", "f", False),
        (PYTHON, "# def f(x):", "f", False),
        (JAVASCRIPT, "export function f() {}", "f", True),
        (JAVASCRIPT, "export async function* f() {}", "f", True),
        (JAVASCRIPT, "export default class F {}", "F", True),
        (JAVASCRIPT, "const f = () => 1;\nexport { f };", "f", True),
        (JAVASCRIPT, "export { g as f };", "f", True),
        (JAVASCRIPT, "f(1);", "f", False),
        (JAVASCRIPT, "const f = f([1, 2]);", "f", False),
        (JAVASCRIPT, "let f = await f(1);", "f", False),
        (JAVASCRIPT, "const f = f2(1);", "f", True),
        (JAVASCRIPT, "let f;", "f", True),
        (GO, "func (s *Stack) Push(x int) {}", "Push", True),
        (GO, "type Stack struct{}", "Stack", True),
        (BASH, "add() { echo; }", "add", True),
        (BASH, "function add {\n  echo\n}", "add", True),
        (BASH, "add 1 2", "add", False),
        (ELIXIR, "defmodule My.Stack do\nend", "Stack", True),
        (ELIXIR, "  def empty?(s), do: s == []", "empty?", True),
        (ELIXIR, "  Stack.push(s, 1)", "push", False),
    ],
)
def test_what_a_text_defines_is_found(language, text, name, defines):
    assert language.defines(text, name) is defines


def test_a_text_says_whether_it_ends_within_a_string():
    assert PYTHON.ending('x = """a').inside
    assert not PYTHON.ending('x = "a').inside
    assert JAVASCRIPT.ending("x = `a").inside
    assert not JAVASCRIPT.ending("x = `a`").inside


def test_a_suffix_and_a_fence_are_claimed_by_one_language_only():
    for claims in ([set(one.suffixes) for one in LANGUAGES.values()], [one.fences for one in LANGUAGES.values()]):
        assert len(set().union(*claims)) == sum(map(len, claims))


def test_a_language_is_called_by_its_files_name():
    assert {name: one.id for name, one in LANGUAGES.items()} == {name: name for name in LANGUAGES}


SYNTAX = Syntax(comments=("--", "#"), strings=('"',), blocks={"(*": "*)"}, skipped=r"'\w+\b(?!')|'[^']'")


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("f(a) -- (", True),
        ("f(a) # (", True),
        ("(* ( \\*) f()", True),
        ("fn <'a>(x: &'a str)", True),
        ("x = '('", True),
        ('x = "\'" (', False),
    ],
)
def test_a_syntax_has_many_comments_blocks_that_nothing_escapes_and_what_is_passed_over(text, balanced):
    assert scan(text, SYNTAX).balanced is balanced


def test_a_language_without_strings_and_comments_is_its_brackets():
    assert scan("f(()", Syntax(comments=(), strings=(), blocks={})).balanced is False


def test_a_reply_in_another_language_names_files_and_comments_of_its_own(make_task):
    erlang = Language(
        id="erlang", toolchain="erlang", short="erl", suffixes=(".erl",), fences=frozenset({"erlang"}),
        syntax=Syntax(comments=("%",), strings=('"',), blocks={}), definition=r"^NAME\(", starts=r"-\w+\(",
    )  # fmt: skip
    reply = "```erlang\n% other.erl\n-module(other).\n```\n\n```erlang\n% sum.erl\n-module(sum).\n```\n"
    with LANGUAGES.adding("erlang", erlang):
        assert extract(reply, make_task(answer=("sum.erl",))).files == {"sum.erl": b"% sum.erl\n-module(sum).\n"}
        assert extract(reply, make_task(answer=("other.erl",))).files == {
            "other.erl": b"% other.erl\n-module(other).\n"
        }


@pytest.mark.parametrize(
    "line",
    [
        "use std::io;",
        "pub(crate) const fn f(",
        "impl<T> A for B<T> {",
        "impl Stack {",
        "struct A<'a> {",
        "#[derive(Debug)]",
    ],
)
def test_a_line_of_rust_is_told_from_prose(line):
    assert RUST.begins_code(line)


@pytest.mark.parametrize(
    "line",
    [
        "use this function",
        "static analysis is good",
        "type safety",
        "let me explain",
        "impl of it",
        "mod is short for module",
    ],
)
def test_prose_that_begins_with_a_word_of_rust_is_no_code(line):
    assert not RUST.begins_code(line)


def test_blocks_of_rust_become_one_file_with_each_import_once():
    first = "use std::fmt;\nuse std::collections::{\n    HashMap,\n};\n\npub struct A;\n"
    second = "#![allow(dead_code)]\nuse std::fmt;\n\nimpl A {}\n"
    imports = "use std::fmt;\nuse std::collections::{\n    HashMap,\n};\n"
    assert RUST.joined((first, second)) == f"#![allow(dead_code)]\n\n{imports}\npub struct A;\n\nimpl A {{}}\n"


def test_a_method_block_of_rust_adds_to_its_type_and_uses_nothing_early():
    found = RUST.bindings("impl<'a> fmt::Display for Stack<'a> {\n    fn fmt(&self) {}\n}\n")
    assert (found.extends, found.eager, found.passive) == (frozenset({"Stack"}), frozenset(), True)

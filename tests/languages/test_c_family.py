"""C and C++ as languages: what texts define, how replies become files, how programs are changed."""

from __future__ import annotations

import pytest

from prony.grading.mutants import mutants_of_text
from prony.languages import LANGUAGES, language_of, language_of_fence
from prony.suites.answers import extract

C, CPP = LANGUAGES["c"], LANGUAGES["cpp"]


def test_suffixes_and_fences_say_which_of_the_two():
    assert [language_of(path) for path in ("a.c", "a.h", "a.cpp", "a.hpp", "a.cc")] == [C, C, CPP, CPP, CPP]
    assert [language_of_fence(word) for word in ("c", "cpp", "c++", "hpp")] == [C, CPP, CPP, CPP]


@pytest.mark.parametrize(
    ("language", "text", "name", "defines"),
    [
        (C, "int add(int a, int b) {\n    return a + b;\n}\n", "add", True),
        (C, "static int\nadd(int a)\n{\n}\n", "add", False),
        (C, "int add(int a)\n{\n}\n", "add", True),
        (C, "int add(int, int);\n", "add", False),
        (C, "Stack *make(void) {\n}\n", "make", True),
        (C, "struct node {\n    int x;\n};\n", "node", True),
        (C, "typedef struct { int x; } Stack;\n", "Stack", True),
        (C, "typedef struct {\n    int x;\n} Stack;\n", "Stack", True),
        (C, "#define LIMIT 3\n", "LIMIT", True),
        (C, "int main(void) {\n    int x = add(1, 2);\n}\n", "add", False),
        (C, "return add(1);\n", "add", False),
        (C, "static const int table[] = {1};\n", "table", True),
        (CPP, "std::vector<int> solve(const std::vector<int>& v) {\n}\n", "solve", True),
        (CPP, "template <typename T>\nclass Stack {\n};\n", "Stack", True),
        (CPP, "class Stack;\n", "Stack", False),
        (CPP, "enum class Color { red };\n", "Color", True),
        (CPP, "using Graph = std::vector<int>;\n", "Graph", True),
        (CPP, "auto twice = [](int x) { return 2 * x; };\n", "twice", True),
        (CPP, "std::cout << solve(v);\n", "solve", False),
    ],
)
def test_what_a_text_defines_is_found(language, text, name, defines):
    assert language.defines(text, name) is defines


def test_members_defined_outside_their_class_extend_it():
    assert CPP.bindings("Ring::Ring(int n) : n(n) {}\nvoid Ring::push(int x) {\n}\n").extends == {"Ring"}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("int f() { return 1'000'000; }", True),
        ('auto s = R"(it\'s " here)";', True),
        ("char c = '\\'', d = '{';", True),
        ("int f() { // it's (\n}", True),
        ("int f() {", False),
        ("/* open", False),
    ],
)
def test_whole_code_is_told_from_cut_code(text, whole):
    assert CPP.whole(text) is whole


@pytest.mark.parametrize("line", ["Long story short, this works", "Using a stack, we push", "Call it (once)", "class"])
def test_prose_does_not_begin_as_code_does(line):
    assert not CPP.begins_code(line)
    assert not C.begins_code(line)


def test_a_header_and_a_source_become_one_file_where_one_is_asked_for():
    header = "#ifndef STACK_H\n#define STACK_H\ntypedef struct { int n; } Stack;\nvoid push(Stack *s, int x);\n#endif\n"
    source = '#include "stack.h"\n\nvoid push(Stack *s, int x) {\n    s->n = x;\n}\n'
    joined = C.joined((source, header))
    assert joined.index("#ifndef STACK_H") < joined.index("void push(Stack *s, int x) {")
    assert '#if __has_include("stack.h")\n#include "stack.h"\n#endif' in joined


def test_files_are_taken_by_their_names(make_task):
    reply = (
        "**stack.h**\n```c\n#pragma once\nint f(void);\n```\n\n**stack.c**\n"
        '```c\n#include "stack.h"\nint f(void) {\n    return 1;\n}\n```\n'
    )
    task = make_task(answer=("stack.h", "stack.c"))
    assert sorted(extract(reply, task).files) == ["stack.c", "stack.h"]


def test_an_example_of_its_use_is_not_the_answer(make_task):
    answer = "int add(int a, int b) {\n    return a + b;\n}\n"
    reply = (
        f"Here it is:\n\n```c\n{answer}```\n\nUse it so:\n\n"
        '```c\n#include <stdio.h>\n\nint main(void) {\n    printf("%d", add(1, 2));\n}\n```\n'
    )
    assert answer in extract(reply, make_task(answer=("add.c",), defines=("add",))).files["add.c"].decode()


@pytest.mark.parametrize(("suffix", "language"), [(".c", C), (".cpp", CPP)])
def test_programs_are_changed_in_the_usual_ways(suffix, language):
    text = "int f(int x, int top) {\n  if (x < 0 && top) {\n    return 0;\n  }\n  return lo(x, top);\n}\n"
    kinds = {mutant.kind for mutant in mutants_of_text(f"it{suffix}", text.encode(), language)}
    assert {"boundary", "negated", "logical", "left-alone", "right-alone", "always", "never"} <= kinds
    assert {"number+1", "number-1", "swapped-arguments"} <= kinds

"""Code between other marks than fences, without any, and what is no whole file."""

import pytest

from prony.nouns import FaultCode
from prony.suites.answers import extract

PY = "def larger(a, b):\n    return a if a > b else b\n"
JS = "export function larger(a, b) {\n  return a > b ? a : b;\n}\n"
ESCAPED = PY.replace(">", "&gt;")


def indented(body, by="    "):
    return "".join(f"{by}{line}\n" for line in body.splitlines())


def taken(reply, task):
    found = extract(reply, task)
    assert found.fault is None, found
    return found.files[task.answer[0]].decode()


@pytest.fixture
def larger(answer_task):
    return answer_task("larger.py", defines=("larger",))


@pytest.fixture
def larger_js(answer_task):
    return answer_task("larger.mjs", defines=("larger",))


MARKS = {
    "apostrophes": "'''python\n{code}'''\n",
    "apostrophes without a word": "Here:\n'''\n{code}'''\nDone.",
    "quotes": '"""python\n{code}"""',
    "acute accents": "´´´python\n{code}´´´",
    "curly apostrophes": "‘‘‘python\n{code}’’’",
    "escaped backticks": "\\`\\`\\`python\n{code}\\`\\`\\`",
    "two backticks": "``python\n{code}``\n",
    "[PYTHON]": "[PYTHON]\n{code}[/PYTHON]\n[TESTS]\nassert larger(1, 2) == 2\n[/TESTS]",
    "[PYTHON] left open": "Sure.\n[PYTHON]\n{code}",
    "[CODE]": "[CODE]\n{code}[/CODE]",
    "[BEGIN]": "[BEGIN]\n{code}[DONE]",
    "code": "<code>\n{code}</code>",
    "code in a language": 'Here:\n<code language="python">\n{code}</code>\nDone.',
    "a web page": '<pre><code class="language-python">{escaped}</code></pre>',
    "answer": "<answer>\n{code}</answer>",
    "answer with a fence": "<answer>\n```python\n{code}```\n</answer>",
    "a file": '<file path="larger.py">\n{code}</file>',
    "a file with its contents": '<file name="larger.py"><content>\n{code}</content></file>',
    "a file left open": '<file path="larger.py">\n{code}',
    "a file as data": '<file path="larger.py"><![CDATA[\n{code}]]></file>',
    "a tag that is the file": "<larger.py>\n{code}</larger.py>",
    "a call of an editor": "<write_to_file>\n<path>larger.py</path>\n<content>\n{code}</content>\n</write_to_file>",
    "an artifact": '<antArtifact type="code" language="python" title="larger.py">\n{code}</antArtifact>',
    "a tag of the language": "<python>\n{code}</python>",
    "TeX": "\\begin{lstlisting}[language=Python]\n{code}\\end{lstlisting}",
    "a here-document": "```bash\ncat > larger.py <<'EOF'\n{code}EOF\npython larger.py\n```\n",
    "a here-document, then the file": "```bash\ncat <<'EOF' > larger.py\n{code}EOF\n```\n",
    "a here-document behind a folder": "```sh\nmkdir -p a && cat << EOF >larger.py\n{code}EOF\n```\n",
    "fences behind what has no width": "Here:\n\u200b```python\n{code}\ufeff```\n",
    "fences behind a fixed blank": "Here:\n\u00a0```python\n{code}\u00a0```\nIt compares them.\n",
    "a here-document of tee": "```bash\ntee larger.py > /dev/null <<\\EOF\n{code}EOF\n```\n",
    "a quotation": "> ```python\n{quoted}> ```\n",
    "a fence in Markdown": "````markdown\n# Answer\n```python\n{code}```\n````",
    "a copied page": "python\nCopy code\n{code}",
    "indented": "Here is the function:\n\n{indented}\nThat is it.",
    "indented by tabs": "The code:\n\n{tabbed}",
    "nothing but indented": "{indented}",
    "a sentence right above": "Here is the function:\n{code}",
    "a sentence right under": "{code}This returns the larger of the two numbers.",
    "a list right under": "{code}- It compares `a` and `b`.\n- It works for all types.\n",
    "between sentences": "Sure, here is the function:\n{code}It returns the larger number of both.\n",
}


@pytest.mark.parametrize("reply", MARKS.values(), ids=MARKS.keys())
def test_code_is_found_between_whatever_marks(reply, larger):
    for mark, text in (
        ("{code}", PY),
        ("{escaped}", ESCAPED),
        ("{indented}", indented(PY)),
        ("{tabbed}", indented(PY, "\t")),
        ("{quoted}", indented(PY, "> ")),
    ):
        reply = reply.replace(mark, text)
    assert taken(reply, larger) == PY


@pytest.mark.parametrize(
    "reply",
    [
        f"'''js\n{JS}'''",
        f'<file path="larger.mjs">\n{JS}</file>\nThat is all.',
        f"<script>\n{JS}</script>",
        f"Here is the function you asked for:\n{JS}It returns the larger number of the two.\n",
        f"{JS}this returns the larger of the two\n",
        f"The code:\n\n{indented(JS)}\nThat is it.",
        f"```js\n{JS.rstrip()}```\nUse it:\n```js\nconsole.log(larger(1, 2))\n```",
        f"```js\n{JS}```This is all there is.\n\n```js\nconsole.log(larger(1, 2))\n```",
    ],
)
def test_javascript_is_found_between_them_too(reply, larger_js):
    assert taken(reply, larger_js) == JS


@pytest.mark.parametrize(
    "reply",
    [
        "```python\n{code}```This works.\n",
        "```python\n{flush}```\nUse it:\n```python\nprint(larger(1, 2))\n```",
        "```python\n{flush}```This works.\n\nMore of it.\n",
        "```python\n{code}```python\nprint(larger(1, 2))\n```",
        "```bash\npip install x\n```Then the code:\n```python\n{code}```",
        "- Here:\n  ~~~~python\n{listed}  ~~~~ and so on\n",
    ],
)
def test_a_fence_that_shares_its_line_closes(reply, larger):
    reply = reply.replace("{code}", PY).replace("{flush}", PY.rstrip()).replace("{listed}", indented(PY, "  "))
    assert taken(reply, larger) == PY


@pytest.mark.parametrize(
    "reply", ["```pythondef larger(a, b):\n    return b\n```", "```python def larger(a, b):\n    return b\n```"]
)
def test_code_that_shares_the_line_of_its_fence_is_code(reply, larger):
    assert taken(reply, larger) == "def larger(a, b):\n    return b\n"


@pytest.mark.parametrize("fence", ["`", "``", "```", "```python "])
def test_an_answer_of_one_line_may_stand_within_a_sentence(fence, larger):
    reply = f"Use {fence}def larger(a, b): return max(a, b){fence.split('p')[0].strip()} for it."
    assert taken(reply, larger) == "def larger(a, b): return max(a, b)\n"


@pytest.mark.parametrize(
    "body",
    [
        "'''\nLarger of two.\n'''\n\n\ndef larger(a, b):\n    return max(a, b)\n",
        'def larger(a, b):\n    """Say it.\n\n    <code>larger(1, 2)</code>\n    """\n    return max(a, b)\n',
        'def larger(a, b):\n    text = \'<file path="x.py">\' + "</file>"\n    return max(a, b, text)\n',
        "DOC = '''\n[PYTHON]\nx = 1\n[/PYTHON]\n'''\n\n\ndef larger(a, b):\n    return max(a, b)\n",
    ],
)
def test_marks_within_code_are_code(body, larger):
    assert taken(body, larger) == body
    assert taken(f"```python\n{body}```\n", larger) == body


def test_an_answer_between_marks_is_not_added_to_by_what_is_around_them(larger):
    wrong = PY.replace(">", "<")
    assert taken(f"<code>\n{wrong}</code>\n\nNot this: `def larger(a, b): return max(a, b)`.", larger) == wrong


def test_bare_helpers_come_along_between_sentences(larger):
    helper, main = "def pick(a, b, m):\n    return a if m else b\n", "def larger(a, b):\n    return pick(a, b, a > b)\n"
    code = taken(f"First a helper:\n{helper}\nThen the function itself:\n{main}", larger)
    assert code == f"{helper}\n{main}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "--- a/larger.py\n+++ b/larger.py\n@@ -1,2 +1,2 @@\n def larger(a, b):\n-    return b\n+    return a\n",
            "a diff",
        ),
        ("<<<<<<< SEARCH\ndef larger(a, b):\n=======\ndef larger(b, a):\n>>>>>>> REPLACE\n", "edits to search"),
        ("*** Begin Patch\n*** Update File: larger.py\n@@\n def larger(a, b):\n*** End Patch\n", "a patch"),
    ],
)
def test_an_edit_is_named_as_such(body, said, larger, answer_task):
    found = extract(f"```python\n{body}```\n", larger)
    assert any(said in note and "not the whole file" in note for note in found.notes)
    program = extract(f"Change it so:\n```diff\n{body}```\n", answer_task("main.mjs", defines=("main",)))
    assert program.fault.code is FaultCode.NO_ANSWER
    assert said in program.fault.detail


@pytest.mark.parametrize(
    "line",
    [
        "# ... rest unchanged", "# (rest of the file remains the same)", "// ... existing code ...", "# ...",
        "/* unchanged */", "... (rest of the code) ...", "    # other methods remain the same", "// keep the rest",
    ],
)  # fmt: skip
def test_what_is_left_out_is_said(line, larger):
    found = extract(f"```python\n{PY}\n{line}\n```\n", larger)
    assert any("left out" in note and line.strip() in note for note in found.notes)


@pytest.mark.parametrize("line", ["# the rest is sorted", "# rest of the list", "# Same as max, for two", "x = ..."])
def test_a_comment_on_the_code_leaves_nothing_out(line, larger):
    assert extract(f"```python\n{PY}\n{line}\n```\n", larger).notes == ()


def test_a_whole_file_that_holds_a_diff_is_a_whole_file(larger):
    body = f"DIFF = '''\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n'''\n\n\n{PY}"
    assert extract(f"```python\n{body}```\n", larger).notes == ()

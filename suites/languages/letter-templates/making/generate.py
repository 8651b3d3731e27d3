import json
import random
import sys

DEEPEST = 11

NAMES = ["name", "city", "sum", "note", "x", "no", "left"]
LISTS = ["items", "people", "tags"]
FILTERS = ["loud", "pad 8", "pad 3", "or none", "or -", "pad 12", "or {x}"]
WRONG = ["", "Name", "if", "each", "if x y", "else x", "end if", "x y", "x |", "| x", "x | lower", "x | pad", "x | pad 0", "x | pad 100", "x | pad x", "x | or", "x | or a b", "x || loud", "if x | loud", "lacks", "a1", "abcdefghijklm", "x | loud 3", "if else", "each end", "end | loud", "pad 3 | x", "x | pad 00", "lacks if", "else |"]


def tag(rng, text):
    return rng.choice(["{{ %s }}", "{{%s}}", "{{  %s }}"]) % text


def value_tag(rng):
    text = rng.choice(NAMES)
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
        text += rng.choice([" | ", "|"]) + rng.choice(FILTERS)
    return tag(rng, text)


def text_line(rng, wrong):
    pieces = []
    for _ in range(rng.choice([0, 1, 2, 3])):
        luck = rng.random()
        if luck < wrong:
            pieces.append(rng.choice([tag(rng, rng.choice(WRONG)), "{{ end }}", "{{ else }}", "{{ x", "{{ if x }}"]))
        elif luck < 0.55:
            pieces.append(value_tag(rng))
        elif luck < 0.65:
            pieces.append(tag(rng, rng.choice(["if", "lacks"]) + " " + rng.choice(NAMES + LISTS)) + rng.choice(["yes", "{{ else }}no", "a{{else}}b", "{{ x }}"]) + "{{ end }}")
        elif luck < 0.72:
            pieces.append(tag(rng, "each " + rng.choice(LISTS)) + rng.choice(["{{ no }},", "{{x}}", "-"]) + rng.choice(["", "{{ else }}empty"]) + "{{ end }}")
        else:
            pieces.append(rng.choice(["Dear", "sum:", "}}", "{ x }", "a", "   "]))
    return " ".join(pieces)[:150]


def template(rng, depth, size, wrong):
    out = []
    for _ in range(rng.randrange(1, size + 1)):
        if depth and rng.random() < 0.35:
            indent = rng.choice(["", "", "  "])
            opening = rng.choice(["each " + rng.choice(LISTS), "if " + rng.choice(NAMES + LISTS), "lacks " + rng.choice(NAMES + LISTS)])
            out.append(indent + tag(rng, opening) + rng.choice(["", "", " "]))
            out += template(rng, depth - 1, size, wrong)
            if rng.random() < 0.35:
                out.append(indent + tag(rng, "else"))
                out += template(rng, depth - 1, size, wrong)
            out.append(indent + tag(rng, "end") + rng.choice(["", "", "", " ."]))
        else:
            out.append(text_line(rng, wrong))
    return out


def data(rng, rows):
    out = []
    for name in ["name", "city", "sum", "note", "x"]:
        if rng.random() < 0.5:
            out.append(f"set {name} " + rng.choice(["", "Ann", "Bergen", "12 kr", "a longer text", "{{ x }}", "a;b=c"]))
    for _ in range(rows):
        fields = rng.sample(["name", "city", "sum", "x"], rng.choice([1, 2, 3]))
        out.append(f"row {rng.choice(LISTS[:2])} " + ";".join(f"{name}={rng.choice(['', 'Bo', 'Oslo', '7', 'q=r', 'long value'])}" for name in fields))
    rng.shuffle(out)
    return out


def paper(rng, rows, depth, size, wrong):
    return "\n".join([*data(rng, rows), "---", *template(rng, depth, size, wrong)]) + "\n"


def letters(rng, rows):
    """A long list under a template that shows every flaw but those of errors."""
    out = ["set host Oslo AS", "set nil "]
    for _ in range(rows):
        out.append(f"row guests name={rng.choice(['Ann', 'Bo', 'Cy', ''])};seats={rng.randrange(9)}")
    out += ["row days day=mon;seats=3", "row days day=tue;seats=", "---", "{{ each days }}", "* {{ day | loud }} ({{ left }} to come)", "  {{ each guests }}", "{{ no | pad 4 }}{{ name | pad 5 }} {{ day }} {{ seats }} {{ nil }}|", "  {{ if name }}", "  Dear {{ name }}, from {{ host }}", "  {{ else }}", "  Dear guest", "  {{ end }}", "  {{ end }}", "{{ end }}"]
    return "\n".join(out) + "\n"


def bad(*lines):
    return "set x 1\nrow items x=2\n---\n" + "\n".join(lines) + "\n"


def cases(seed):
    rng = random.Random(seed)
    yield "basics/letter", "set name Ann\nset city Bergen\nrow items thing=tea;price=12\nrow items thing=bread;price=30\n---\nDear {{ name }} of {{ city | loud }},\n{{ each items }}\n{{ no }}. {{ thing | pad 8 }}{{ price }}\n{{ end }}\n{{ if note }}\nNote: {{ note }}\n{{ else }}\nNo note.\n{{ end }}\nYours, {{ sender }}\n", True
    yield "basics/wrong", "set x 1\n---\n{{ if x }}\n{{ x | small }}\n{{ end }}\n", True
    yield "basics/text-only", "---\nJust text.\n\n  }} and { x }\n", False
    yield "basics/values", "set a one\nset b -\nset c x=y;z\nset a two\n---\n{{ a }}{{b}}{{ c }}\n[{{ a|loud }}] [{{ a | pad 5 }}] [{{ a | pad 2 }}]\n", False
    yield "basics/lacks", "set a 1\n---\n{{ lacks a }}\nno a\n{{ else }}\nan a\n{{ end }}\n{{ lacks b }}no b{{ end }}\n{{ if b }}b{{ end }}\n", False
    yield "basics/each-else", "row some x=1\n---\n{{ each some }}\n- {{ x }}\n{{ else }}\nnothing\n{{ end }}\n{{ each others }}\n- {{ x }}\n{{ else }}\nnothing\n{{ end }}\n", False
    yield "edges/nothing", "---\n", False
    yield "edges/no-text-left", "set a 1\n---\n{{ if a }}\n{{ end }}\n", False
    yield "edges/no-line-end", "set a 1\n---\nx {{ lacks a }}y\n{{ end }}\n", False
    yield "edges/dropped-lines", "set a 1\n---\n  {{ if a }}  \n  text\n {{ else }}\n other\n{{ end }} .\n{{ a }}\n  {{ if a }}{{ end }}\n{{ if a }} \n\n{{ end }}\n{{ if a }}x\n{{ end }}\n{{ if a }}\n{{ lacks a }}\nq\n{{ else }}x{{ end }}\n{{ end }}\n", False
    yield "edges/nested-names", "set x set\nset y sety\nrow a x=ax;w=aw\nrow a v=av\nrow b x=bx\nrow b y=\nrow c z=cz\n---\n{{ each a }}\n{{ each b }}\n{{ each c }}\n{{ x }} {{ y }} {{ z }} {{ w }} {{ v }}\n{{ end }}\n{{ no }} of {{ left }}\n{{ end }}\n{{ no }} of {{ left }}\n{{ end }}\n{{ x }} {{ y }} {{ z }}\n", False
    yield "edges/same-list-within", "row a x=1\nrow a y=2\n---\n{{ each a }}({{ no }}{{ each a }}[{{ no }}{{ left }} {{ x | or - }} {{ y | or - }}]{{ else }}never{{ end }}){{ end }}\n", False
    yield "edges/missing", "set a \nrow l b=\n---\n{{ a }}|{{ b }}|{{ b | loud }}|{{ b | pad 3 }}|{{ a | pad 3 }}|{{ b | or x }}|{{ a | or x }}|{{ b | or x | loud }}|{{ b | loud | or x }}|{{ no }}|{{ left }}\n{{ each l }}{{ b }}|{{ b | or y }}|{{ b | pad 2 | or y }}|{{ c | pad 2 | or yyy | pad 2 }}|{{ c }}{{ end }}\n{{ a | or a | or b }}{{ c | or | }}\n".replace("{{ c | or | }}", "{{ c | or {{ }}") , False
    yield "edges/conditions", "set full 1\nset empty \nrow list x=;y=1\n---\n" + "".join(f"{{{{ if {name} }}}}{name}{{{{ else }}}}no {name}{{{{ end }}}} {{{{ lacks {name} }}}}lacks{{{{ end }}}}\n" for name in ("full", "empty", "list", "lost", "x", "no")) + "{{ each list }}{{ if x }}x{{ else }}no x{{ end }} {{ lacks x }}x{{ end }} {{ if y }}y{{ end }} {{ if left }}left {{ left }}{{ end }}{{ if no }}no{{ end }}{{ end }}\n", False
    yield "edges/row-empties-outer", "set a out\nrow l a=\nrow m b=1\n---\n{{ each l }}{{ a | or none }}{{ if a }}yes{{ else }}no{{ end }}{{ each m }}<{{ a }}>{{ end }}{{ end }}{{ a }}\n", False
    yield "edges/filters", "set t abc def\n---\n" + "".join(f"[{{{{t|{each}}}}}]\n" for each in ("pad 7", "pad 6", "pad 8", "pad 1", "pad 01", "pad 99", "loud|pad 3|loud", "pad 9|pad 3|or x", " or  x ", "pad  4 ", "or }")), False
    yield "edges/braces", "set x 1\n---\n{ {{ x }} {\n{{ x }}}}\n{ {{ x }} } }} {\n{{ x | or {{ }}\n{{ x | or } }}\n{{x}}{{x}}\n", False
    yield "edges/values-are-no-templates", "set x {{ y }}\nset y 1\nrow l z={{ if x }}\n---\n{{ x }}{{ each l }}{{ z }}{{ end }}\n", False
    deep = "".join("{{ if x }}" for _ in range(DEEPEST))
    ends = "".join("{{ end }}" for _ in range(DEEPEST))
    yield "edges/deepest", f"set x 1\n---\n{deep}\nok\n{ends}\n{deep}\n{ends}\n", False
    yield "errors/deep", "---\n" + "{{ if x }}\n" * DEEPEST + "ok\n{{ end }}\n{{ if x }}\n{{ each y }}\n" + "{{ end }}\n" * (DEEPEST + 1), False
    yield "errors/deep-last", "---\n" + "{{ if x }}\n" * (DEEPEST - 1) + "{{ lacks x }}{{ end }}\n{{ each x }}{{ end }}{{ end }}{{ if x }}{{ if x }}{{ if x }}\n", False
    for at, text in enumerate(["", "Name", "if", "if x y", "x y", "x |", "x | lower", "x | pad", "x | pad 0", "x | pad 100", "x | or a b", "if x | loud", "abcdefghijklm", "x | loud 3", "lacks if", "else |", "each"]):
        yield f"errors/unknown-{at}", bad("{{ x | or b }}", f"{{{{ {text} }}}} {{{{ end }}}}"), False
    yield "errors/unclosed", bad("ok {{ x }}", "{{ x }} {{ x }", "{{ end }}"), False
    yield "errors/unclosed-over-lines", bad("{{ x", "}}"), False
    yield "errors/stray-end", bad("{{ if x }}", "{{ end }}{{ end }}", "{{ y"), False
    yield "errors/stray-else", bad("a {{ else }}"), False
    yield "errors/second-else", bad("{{ each items }}", "{{ if x }}{{ else }}{{ end }}", "{{ else }}", "{{ if x }}{{ else }}{{ end }}", "{{ else }}", "{{ end }}"), False
    yield "errors/open", bad("{{ if x }}", "{{ each items }}", "{{ lacks x }}{{ end }}", "text"), False
    yield "errors/open-in-a-line", bad("text", "{{ each items }}{{ if x }}{{ end }}"), False
    yield "errors/first-of-several", bad("{{ if x }}", "{{ x }}{{ X }}{{ end }}{{ end }}", "{{ x"), False
    yield "errors/stray-before-unclosed", bad("{{ end }} {{ x"), False
    yield "errors/unclosed-alone", bad("{{ if x }}", "{{ end }", "{{ end }}"), False
    yield "large/long-list", letters(rng, 70), False
    yield "large/template", paper(rng, 30, 2, 8, 0) + "".join(f"{{{{ if x }}}}\n{text_line(rng, 0)}\n{{{{ end }}}}\n" for _ in range(40)), False
    yield "large/nested", letters(rng, 25)[:-1] + "\n" + "\n".join(template(rng, 1, 20, 0)) + "\n", False


def small(rng):
    return paper(rng, rng.randrange(5), rng.choice([1, 2, 3]), rng.choice([2, 4]), rng.choice([0, 0, 0.04, 0.1]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))

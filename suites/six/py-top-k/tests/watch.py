"""Run the answer where what it compares, sorting, heaps and Counter are watched: time cannot tell O(n) from O(n log n),
counting can."""

import _heapq
import ast
import bisect
import builtins
import collections
import contextlib
import dis
import heapq
import os
import sys
import types

ANSWER = "top_k_frequent.py"


class Seen:
    """What was seen. sorted_at_once: the most elements that one sort had; taken_off: how many elements came off heaps
    that were larger than `heap_bound`; counters: how many Counters were made; compared: how many comparisons the answer's
    own code made."""

    def __init__(self, heap_bound):
        self.heap_bound = heap_bound
        self.sorted_at_once = 0
        self.taken_off = 0
        self.counters = 0
        self.compared = 0

    def sorting(self, size):
        self.sorted_at_once = max(self.sorted_at_once, size)


def source():
    """The text of the answer."""
    with open(os.path.join(os.environ["PRONY_WORK"], ANSWER), encoding="utf-8") as file:
        return file.read()


@contextlib.contextmanager
def watching(k=0):
    """Replace what sorts, what takes off heaps and what makes a Counter, for good: a test is a process of its own.

    k: a heap of a few times k is one that keeps the best, so only larger ones are watched.
    """
    seen = Seen(heap_bound=max(64, 4 * k))
    builtins.sorted = _sorted(seen, builtins.sorted)
    for name in ("heappop", "heapreplace", "heappushpop"):
        # Max-heaps are public in newer Pythons; _heapq holds what heapq takes over.
        for spelt in (name, f"{name}_max", f"_{name}_max"):
            for module in (_heapq, heapq):
                if hasattr(module, spelt):
                    setattr(module, spelt, _taking(seen, getattr(module, spelt)))
    for name in ("nlargest", "nsmallest"):
        setattr(heapq, name, _best(seen, getattr(heapq, name)))
    for name in ("insort", "insort_left", "insort_right"):
        setattr(bisect, name, _inserting(seen, getattr(bisect, name)))

    def made(cls, *args, **kwargs):
        seen.counters += 1
        return dict.__new__(cls)

    collections.Counter.__new__ = made
    sys.modules.pop("queue", None)  # it keeps the functions of heapq that it met first
    yield seen


def _sorted(seen, real):
    def watched(iterable, /, **how):
        items = list(iterable)
        seen.sorting(len(items))
        return real(items, **how)

    return watched


def _taking(seen, real):
    def watched(heap, *item):
        seen.taken_off += len(heap) > seen.heap_bound
        return real(heap, *item)

    return watched


def _best(seen, real):
    def watched(n, iterable, key=None):
        items = list(iterable)
        if n > seen.heap_bound:
            seen.sorting(min(n, len(items)))
        return real(n, items, key=key)

    return watched


def _inserting(seen, real):
    def watched(items, *args, **kwargs):
        seen.sorting(len(items))
        return real(items, *args, **kwargs)

    return watched


class _Sorts(ast.NodeTransformer):
    """Turns `items.sort` into `_sorter(items)`, since a list's own method cannot be replaced."""

    def visit_Attribute(self, node):
        self.generic_visit(node)
        if node.attr != "sort" or not isinstance(node.ctx, ast.Load):
            return node
        call = ast.Call(func=ast.Name(id="_sorter", ctx=ast.Load()), args=[node.value], keywords=[])
        return ast.copy_location(call, node)


def answer(seen):
    """The function that was asked for, with every sort in it told to `seen`."""
    module = types.ModuleType("top_k_frequent")

    def sorter(owner):
        if owner is list:
            return lambda items, **how: sorter(items)(**how)
        if isinstance(owner, list):
            seen.sorting(len(owner))
        return owner.sort

    def get(owner, name, *default):
        if name == "sort" and (owner is list or isinstance(owner, list)):
            return sorter(owner)
        return getattr(owner, name, *default)

    module._sorter = sorter
    module.getattr = get
    sys.modules[module.__name__] = module
    tree = ast.fix_missing_locations(_Sorts().visit(ast.parse(source())))
    exec(compile(tree, ANSWER, "exec"), vars(module))
    return module.top_k_frequent


class _TooMany(BaseException):
    """More comparisons than any answer needs that does not sort."""


@contextlib.contextmanager
def comparing(seen, most):
    """Count the comparisons of the answer's own code; the one after `most` ends it."""
    places = {}

    def step(frame, event, _):
        if event == "opcode" and frame.f_lasti in places[frame.f_code]:
            seen.compared += 1
            if seen.compared > most:
                sys.settrace(None)
                raise _TooMany
        return step

    def begin(frame, event, _):
        code = frame.f_code
        if code.co_filename != ANSWER:
            return None
        if code not in places:
            places[code] = {one.offset for one in dis.get_instructions(code) if one.opname == "COMPARE_OP"}
        if not places[code]:
            return None
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return step

    sys.settrace(begin)
    try:
        yield
    except _TooMany:
        pass
    finally:
        sys.settrace(None)

"""What a test compares meets other values, too: before the test's own comparison, and after.

The function is copied into each file of tests that needs it, so all that it uses stands within it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def meet_others(left: Any, right: Any, here: str, folder: str, mocked: bool, after: bool) -> None:
    """Compare the side of a class of the submission's with values that it must not equal.

    Before a test's own comparison nothing is judged: what equals only what it meets first has then met another value.
    Afterwards it must differ from one of two: an honest number modulo some other may equal one by chance. `here` is the
    module of the test, `folder` its own: classes that lie there are matchers of the test, and those of `unittest` where
    it uses mocks. Beside a literal `here` is empty: nothing is a matcher.
    """
    # kinds are told by identity: a class of the submission may have a metaclass that equals everything
    scalars = {id(kind) for kind in (int, float, complex, str, bytes, bool, type(None))}
    if id(type(left)) in scalars and id(type(right)) in scalars:
        return

    import os
    import sys
    from secrets import SystemRandom, token_hex

    most, deepest = 10_000, 20
    ordered = {id(list), id(tuple), id(dict)}
    plain = scalars | ordered | {id(set), id(frozenset)}
    large, word = SystemRandom().randrange(10**9, 10**10), token_hex(8)

    def parts(value: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
        start: tuple[Any, ...] = ()
        stack, count = [(start, value)], 0
        while stack and count < most:
            path, part = stack.pop()
            count += 1
            if id(type(part)) in ordered and part and len(path) < deepest:
                pairs = part.items() if type(part) is dict else enumerate(part)
                stack += [((*path, key), item) for (key, item), _ in zip(pairs, range(most), strict=False)][::-1]
            else:
                yield path, part

    def another(value: Any, step: int) -> Any:
        kind = type(value)
        if kind is int:
            return value + large + step
        if kind is float:
            return (large + step) * 1e-18 if abs(value) > 1 else large + step + 0.5
        if kind is bytes:
            return value + word.encode() + bytes([65 + step])
        if kind is set or kind is frozenset:
            return value | {f"{word}{step}"}
        if kind is list or kind is tuple:
            return kind([*value, f"{word}{step}"])
        if kind is dict:
            return {**value, f"{word}{step}": 0}
        return f"{value if kind is str else ''}{word}{step}"

    def changed(value: Any, path: tuple[Any, ...], step: int) -> Any:
        if not path:
            return another(value, step)
        key, rest = path[0], path[1:]
        part = changed(value[key], rest, step)
        return {**value, key: part} if type(value) is dict else type(value)([*value[:key], part, *value[key + 1 :]])

    def of_the_test(kind: type) -> bool:
        module = str(kind.__module__)
        file = str(getattr(sys.modules.get(module), "__file__", None) or "")
        beside = bool(file) and os.path.dirname(file) == folder
        return bool(here) and (
            module == here or beside or "-packages" in file or (mocked and module.startswith("unittest"))
        )

    def equals(value: Any, other: Any) -> bool:
        try:
            return bool(value == other)
        except Exception:  # noqa: BLE001  (an honest class may refuse what is no value of its own)
            return False

    foreign = [[type(part) for _, part in parts(side) if id(type(part)) not in plain] for side in (left, right)]
    if any(of_the_test(kind) for kinds in foreign for kind in kinds):
        return
    for value, expected, own, others in ((left, right, foreign[0], foreign[1]), (right, left, foreign[1], foreign[0])):
        if not own or others:
            continue
        paths = [path for path, _ in parts(expected)]
        chosen = sorted(SystemRandom().sample(range(len(paths)), min(len(paths), 12)))
        for index in chosen:
            same = all(equals(value, changed(expected, paths[index], step)) for step in (0, 1))
            assert not (after and same)

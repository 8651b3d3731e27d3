"""What the brief of LRUCache asks for, one class per criterion."""

import random
import unittest

from lru import LRUCache


class Model:
    """The same cache as a list of pairs, the one that was used last at the end."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.pairs = []

    def get(self, key):
        known = [pair for pair in self.pairs if pair[0] == key]
        self.pairs = [pair for pair in self.pairs if pair[0] != key] + known
        return known[0][1] if known else None

    def put(self, key, value):
        self.pairs = [pair for pair in self.pairs if pair[0] != key] + [(key, value)]
        self.pairs = self.pairs[-self.capacity :]


def steps(seed, keys, reads, count=150):
    """Puts of random values, and gets: `reads` of ten are gets."""
    rng = random.Random(seed)
    for _ in range(count):
        key = rng.choice(keys)
        yield ("get", key) if rng.randrange(10) < reads else ("put", key, rng.choice([0, "", False, 7, "x"]))


class Basics(unittest.TestCase):
    def test_a_stored_value_is_returned(self):
        cache = LRUCache(3)
        self.assertEqual(len(cache), 0)
        cache.put("a", 1)
        cache.put("b", 1)
        self.assertEqual([cache.get("a"), cache.get("a"), len(cache)], [1, 1, 2])

    def test_an_unknown_key_gives_none_and_stores_nothing(self):
        cache = LRUCache(3)
        self.assertIsNone(cache.get("a"))
        cache.put("a", 1)
        self.assertIsNone(cache.get("b"))
        self.assertEqual((len(cache), cache.get("a")), (1, 1))

    def test_putting_again_changes_the_value(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        cache.put("a", 2)
        self.assertEqual((cache.get("a"), len(cache)), (2, 1))

    def test_any_key_and_any_value_will_do(self):
        cache = LRUCache(9)
        for key in (0, "0", (0,), "", None):
            cache.put(key, None)
            cache.put(key, key)
        self.assertEqual([cache.get(key) for key in (0, "0", (0,), "", None)], [0, "0", (0,), "", None])
        cache.put("a", None)
        self.assertEqual((cache.get("a"), len(cache)), (None, 6))

    def test_caches_do_not_mix(self):
        one, two = LRUCache(3), LRUCache(2)
        one.put("a", 1)
        two.put("b", 2)
        one.put("c", 3)
        one.put("d", 4)
        self.assertEqual((len(one), len(two), one.get("b"), two.get("a")), (3, 1, None, None))
        self.assertEqual((one.get("a"), two.get("b")), (1, 2))

    def test_a_cache_with_room_forgets_nothing(self):
        cache, model = LRUCache(9), Model(9)
        for name, *args in steps(1, "abcdefgh", reads=5):
            self.assertEqual(getattr(cache, name)(*args), getattr(model, name)(*args))
            self.assertEqual(len(cache), len(model.pairs))


class Eviction(unittest.TestCase):
    def test_the_oldest_unused_key_goes(self):
        for capacity, kept in ((1, "ab"), (2, "xec"), (3, "xeca"), (4, "xecab")):
            cache = LRUCache(capacity)
            for key in reversed(kept):
                cache.put(key, key)
            self.assertEqual([cache.get(key) for key in kept], [*kept[:-1], None])

    def test_there_are_never_more_than_capacity(self):
        cache = LRUCache(3)
        for number in range(50):
            cache.put(number, number)
            self.assertEqual(len(cache), min(3, number + 1))
        self.assertEqual([number for number in range(50) if cache.get(number) is not None], [47, 48, 49])

    def test_each_cache_forgets_for_itself_and_takes_keys_again(self):
        one, two = LRUCache(2), LRUCache(4)
        for key in (0, "", None, "d", "e", 0):
            one.put(key, [key])
            two.put(key, [key])
        self.assertEqual([one.get(key) for key in (0, "", None, "d", "e")], [[0], None, None, None, ["e"]])
        self.assertEqual([two.get(key) for key in (0, "", None, "d", "e")], [[0], None, [None], ["d"], ["e"]])



class Recency(unittest.TestCase):
    def test_reading_refreshes(self):
        for value in (1, 0, "", False, None):
            cache = LRUCache(2)
            cache.put("a", value)
            cache.put("b", 2)
            cache.get("a")
            cache.put("c", 3)
            self.assertEqual((cache.get("a"), cache.get("b"), len(cache)), (value, None, 2))

    def test_a_use_counts_before_the_cache_is_full_too(self):
        for use in (lambda cache: cache.get("a"), lambda cache: cache.put("a", "a")):
            cache = LRUCache(4)
            cache.put("a", "a")
            cache.put("b", "b")
            use(cache)
            for key in "cde":
                cache.put(key, key)
            self.assertEqual([cache.get(key) for key in "abcde"], ["a", None, "c", "d", "e"])

    def test_writing_again_refreshes(self):
        for value in (1, 10, None):
            cache = LRUCache(2)
            cache.put("a", 1)
            cache.put("b", 2)
            cache.put("a", value)
            cache.put("c", 3)
            self.assertEqual((cache.get("a"), cache.get("b")), (value, None))

    def test_writing_again_removes_nothing(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        cache.put("b", None)
        cache.put("b", 3)
        self.assertEqual((cache.get("a"), cache.get("b"), len(cache)), (1, 3, 2))

    def test_asking_for_an_unknown_key_or_the_length_refreshes_nothing(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        cache.put("b", 2)
        cache.get("a")
        cache.get("x")
        self.assertEqual(len(cache), 2)
        cache.put("c", 3)
        self.assertEqual((cache.get("a"), cache.get("b"), cache.get("c")), (1, None, 3))

    def test_long_use_agrees_with_a_list(self):
        for capacity in (1, 2, 3, 5):
            cache, model = LRUCache(capacity), Model(capacity)
            for name, *args in steps(capacity, "abcdefg", reads=4):
                self.assertEqual(getattr(cache, name)(*args), getattr(model, name)(*args))
                self.assertEqual(len(cache), len(model.pairs))


class Errors(unittest.TestCase):
    def test_a_capacity_below_one_is_refused(self):
        for capacity in (0, -1, -100):
            with self.assertRaises(ValueError):
                LRUCache(capacity)

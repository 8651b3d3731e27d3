"""What the brief of LRUCache asks for, one class per criterion."""

import unittest

from lru import LRUCache


class Basics(unittest.TestCase):
    def test_a_stored_value_is_returned(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        self.assertEqual(cache.get("a"), 1)

    def test_an_unknown_key_gives_none(self):
        self.assertIsNone(LRUCache(2).get("a"))

    def test_putting_again_changes_the_value(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        cache.put("a", 2)
        self.assertEqual(cache.get("a"), 2)
        self.assertEqual(len(cache), 1)

    def test_len_counts_keys(self):
        cache = LRUCache(5)
        self.assertEqual(len(cache), 0)
        cache.put("a", 1)
        cache.put("b", 1)
        self.assertEqual(len(cache), 2)

    def test_false_values_are_values(self):
        cache = LRUCache(2)
        cache.put(0, 0)
        cache.put("", "")
        self.assertEqual((cache.get(0), cache.get("")), (0, ""))


class Eviction(unittest.TestCase):
    def test_the_oldest_unused_key_goes(self):
        cache = LRUCache(2)
        for key in "abc":
            cache.put(key, key)
        self.assertIsNone(cache.get("a"))
        self.assertEqual((cache.get("b"), cache.get("c")), ("b", "c"))

    def test_there_are_never_more_than_capacity(self):
        cache = LRUCache(3)
        for number in range(50):
            cache.put(number, number)
            self.assertLessEqual(len(cache), 3)
        self.assertEqual([number for number in range(50) if cache.get(number) is not None], [47, 48, 49])

    def test_a_capacity_of_one_keeps_the_last(self):
        cache = LRUCache(1)
        cache.put("a", 1)
        cache.put("b", 2)
        self.assertEqual((cache.get("a"), cache.get("b"), len(cache)), (None, 2, 1))


class Recency(unittest.TestCase):
    def test_reading_refreshes(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        cache.put("b", 2)
        cache.get("a")
        cache.put("c", 3)
        self.assertEqual((cache.get("a"), cache.get("b")), (1, None))

    def test_writing_again_refreshes(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        cache.put("b", 2)
        cache.put("a", 10)
        cache.put("c", 3)
        self.assertEqual((cache.get("a"), cache.get("b")), (10, None))

    def test_writing_again_removes_nothing(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        cache.put("b", 2)
        cache.put("b", 3)
        self.assertEqual((cache.get("a"), cache.get("b"), len(cache)), (1, 3, 2))

    def test_asking_for_an_unknown_key_refreshes_nothing(self):
        cache = LRUCache(2)
        cache.put("a", 1)
        cache.put("b", 2)
        cache.get("a")
        cache.get("x")
        cache.put("c", 3)
        self.assertEqual((cache.get("a"), cache.get("b"), cache.get("c")), (1, None, 3))


class Errors(unittest.TestCase):
    def test_a_capacity_below_one_is_refused(self):
        for capacity in (0, -1):
            with self.assertRaises(ValueError):
                LRUCache(capacity)

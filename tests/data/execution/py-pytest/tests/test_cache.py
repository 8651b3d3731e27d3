import pytest

from cache import Cache


def test_a_value_is_kept(cache):
    cache.put("a", 1)
    assert cache.get("a") == 1
    assert cache.get("b") is None


@pytest.mark.parametrize("size", [0, -1])
def test_a_size_below_one_is_refused(size):
    with pytest.raises(ValueError):
        Cache(size)


@pytest.mark.parametrize(("key", "value"), [("a", [1, 2]), ("b", {"c": 0.1 + 0.2})])
def test_any_value_is_given_back(cache, key, value):
    cache.put(key, value)
    assert cache.get(key) == value


class TestFiles:
    def test_what_was_saved_is_loaded(self, cache, tmp_path):
        cache.put("a", 1)
        cache.save(tmp_path / "kept.json")
        other = Cache(2)
        other.load(tmp_path / "kept.json")
        assert other.get("a") == 1

    def test_a_default_is_given(self, cache):
        assert cache.get("x", 7) == 7

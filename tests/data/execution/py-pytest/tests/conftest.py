import pytest

from cache import Cache


@pytest.fixture
def cache():
    return Cache(2)

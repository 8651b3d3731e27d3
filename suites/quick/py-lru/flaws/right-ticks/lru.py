import itertools


class CapacityError(ValueError):
    pass


class LRUCache:
    def __init__(self, capacity):
        if capacity < 1:
            raise CapacityError(capacity)
        tick = itertools.count()
        values, used = {}, {}

        def get(key):
            if key not in values:
                return None
            used[key] = next(tick)
            return values[key]

        def put(key, value):
            if key not in values and len(values) == capacity:
                old = min(used, key=used.__getitem__)
                del used[old], values[old]
            values[key] = value
            used[key] = next(tick)

        self.get, self.put = get, put
        self._values = values

    def __len__(self):
        return len(self._values)

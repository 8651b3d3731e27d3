def _init(self, capacity):
    if capacity < 1:
        raise ValueError("capacity")
    self.keys, self.values, self.capacity = [], [], capacity


def _get(self, key):
    if key in self.keys:
        at = self.keys.index(key)
        self.keys.append(self.keys.pop(at))
        self.values.append(self.values.pop(at))
        return self.values[-1]
    return None


def _put(self, key, value):
    if key in self.keys:
        at = self.keys.index(key)
        self.keys.pop(at)
        self.values.pop(at)
    self.keys.append(key)
    self.values.append(value)
    del self.keys[: -self.capacity]
    del self.values[: -self.capacity]


LRUCache = type("LRUCache", (object,), {"__init__": _init, "get": _get, "put": _put, "__len__": lambda self: len(self.keys)})

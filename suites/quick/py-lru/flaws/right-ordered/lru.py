from collections import OrderedDict


class LRUCache(OrderedDict):
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError(capacity)
        super().__init__()
        self._capacity = capacity

    def get(self, key):
        if key in self:
            self.move_to_end(key)
            return self[key]

    def put(self, key, value):
        self[key] = value
        self.move_to_end(key)
        if len(self) > self._capacity:
            self.popitem(last=False)

from collections import deque


class LRUCache:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.items = {}
        self.uses = deque()

    def get(self, key):
        if key in self.items:
            self.uses.append(key)
            return self.items[key]
        return None

    def put(self, key, value):
        self.items[key] = value
        self.uses.append(key)
        while len(self.items) > self.capacity:
            self.items.pop(self.uses.popleft(), None)

    def __len__(self):
        return len(self.items)

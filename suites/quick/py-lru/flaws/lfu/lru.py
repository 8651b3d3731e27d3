class LRUCache:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity = capacity
        self.items = {}
        self.uses = {}

    def get(self, key):
        if key not in self.items:
            return None
        self.uses[key] += 1
        return self.items[key]

    def put(self, key, value):
        if key not in self.items:
            if len(self.items) >= self.capacity:
                rarest = min(self.items, key=self.uses.get)
                del self.items[rarest]
                del self.uses[rarest]
            self.uses[key] = 0
        self.uses[key] += 1
        self.items[key] = value

    def __len__(self):
        return len(self.items)

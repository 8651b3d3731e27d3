import json


class Cache:
    def __init__(self, size):
        if size < 1:
            raise ValueError("the size must be 1 or more")
        self.size = size
        self.kept = {}

    def put(self, key, value):
        self.kept.pop(key, None)
        self.kept[key] = value

    def get(self, key, default=None):
        if key not in self.kept:
            return default
        value = self.kept[key] = self.kept.pop(key)
        return value

    def save(self, path):
        with open(path, "w") as file:
            json.dump(self.kept, file)

    def load(self, path):
        with open(path) as file:
            self.kept = json.load(file)

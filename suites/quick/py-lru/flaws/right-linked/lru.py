class _Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = self


class LRUCache:
    def __init__(self, capacity: int):
        if not capacity >= 1:
            raise ValueError("no room")
        self.room = capacity
        self.nodes = {}
        self.ring = _Node()

    def _cut(self, node):
        node.prev.next, node.next.prev = node.next, node.prev

    def _last(self, node):
        node.prev, node.next = self.ring.prev, self.ring
        self.ring.prev.next = node
        self.ring.prev = node

    def get(self, key):
        node = self.nodes.get(key)
        if node is None:
            return None
        self._cut(node)
        self._last(node)
        return node.value

    def put(self, key, value):
        node = self.nodes.pop(key, None)
        if node is not None:
            self._cut(node)
        node = self.nodes[key] = _Node(key, value)
        self._last(node)
        if len(self.nodes) > self.room:
            old = self.ring.next
            self._cut(old)
            del self.nodes[old.key]

    def __len__(self):
        return len(self.nodes)

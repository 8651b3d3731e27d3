import sys

MOST = 8


class Message:
    def __init__(self, topic, size):
        self.topic = topic
        self.size = size
        self.pinned = False


class Store:
    """Messages by their numbers, the oldest first."""

    def __init__(self, limit):
        self.limit = limit
        self.messages = {}
        self.stored = 0

    def of_topic(self, topic):
        return [number for number, message in self.messages.items() if message.topic == topic]

    def size(self):
        return sum(message.size for message in self.messages.values())

    def store(self, topic, size):
        pinned = [message for message in self.messages.values() if message.pinned]
        if size + sum(message.size for message in pinned) > self.limit:
            return "rejected"
        dropped = []
        own = self.of_topic(topic)
        if len(own) >= MOST:
            dropped.append(self.drop(own))
        while self.size() + size > self.limit:
            dropped.append(self.drop(self.messages))
        self.stored += 1
        self.messages[self.stored] = Message(topic, size)
        return " ".join(map(str, [self.stored, *dropped]))

    def drop(self, numbers):
        oldest = next(number for number in numbers if not self.messages[number].pinned)
        del self.messages[oldest]
        return oldest

    def pin(self, number, pinned):
        message = self.messages.get(number)
        if message is None:
            return "gone"
        if message.pinned == pinned:
            return "already"
        message.pinned = pinned
        return "pinned" if pinned else "unpinned"

    def remove(self, number):
        return "removed" if self.messages.pop(number, None) else "gone"

    def read(self, topic):
        own = reversed(self.of_topic(topic))
        return " ".join(f"{number}*" if self.messages[number].pinned else f"{number}" for number in own) or "hollow"

    def stats(self):
        return f"{len(self.messages)} {self.size()} {len({message.topic for message in self.messages.values()})}"


def main():
    store = Store(int(sys.stdin.readline().split()[1]))
    for line in sys.stdin:
        command, *words = line.split()
        if command == "store":
            print(store.store(words[0], int(words[1])))
        elif command == "read":
            print(store.read(*words))
        elif command == "stats":
            print(store.stats())
        elif command == "remove":
            print(store.remove(int(*words)))
        else:
            print(store.pin(int(*words), command == "pin"))


main()

import sys

MOST_UNSAFE = 19


class Node:
    def __init__(self, number):
        self.number = number
        self.runs = True
        self.is_leader = False
        self.term = 0
        self.vote = None
        self.log = []
        self.safe = 0

    def take_term(self, term):
        self.term = term
        self.vote = None
        self.is_leader = False

    def age(self):
        """What tells how new its log is."""
        return (self.log[-1] if self.log else 0, len(self.log))


class Cluster:
    def __init__(self, size):
        self.nodes = [Node(number) for number in range(1, size + 1)]
        self.cuts = set()

    def reached(self, node):
        return [
            other for other in self.nodes
            if other is not node and other.runs and frozenset((node.number, other.number)) not in self.cuts
        ]

    def stop(self, node):
        node.runs = node.is_leader = False

    def start(self, node):
        node.runs = True

    def cut(self, node, other):
        self.cuts.add(frozenset((node.number, other.number)))

    def mend(self, node, other):
        self.cuts.discard(frozenset((node.number, other.number)))

    def elect(self, node):
        if not node.runs or node.is_leader:
            return "ignored"
        node.take_term(node.term + 1)
        node.vote = node
        votes = 1
        for other in self.reached(node):
            if other.term > node.term:
                node.take_term(other.term)
                return f"loses {node.term}"
            if other.term < node.term:
                other.take_term(node.term)
            if other.vote is None and other.age() <= node.age():
                other.vote = node
                votes += 1
        node.is_leader = votes * 2 > len(self.nodes)
        return f"leads {node.term}" if node.is_leader else f"loses {node.term}"

    def write(self, node):
        if not node.is_leader:
            return "refused"
        if len(node.log) - node.safe >= MOST_UNSAFE:
            return "full"
        node.log.append(node.term)
        return self.send(node)

    def send(self, node):
        if not node.is_leader:
            return "refused"
        reached = self.reached(node)
        for other in reached:
            if other.term > node.term:
                node.take_term(other.term)
                return f"yields {node.term}"
            if other.term < node.term:
                other.take_term(node.term)
            other.log = node.log.copy()
        if (len(reached) + 1) * 2 > len(self.nodes) and node.age()[0] == node.term:
            node.safe = len(node.log)
        for other in reached:
            other.safe = max(other.safe, node.safe)
        return f"sent {len(reached)} safe {node.safe}"


def main():
    cluster = Cluster(int(sys.stdin.readline().split()[1]))
    for line in sys.stdin:
        command, *numbers = line.split()
        answer = getattr(cluster, command)(*(cluster.nodes[int(number) - 1] for number in numbers))
        if answer:
            print(*numbers, answer)
    for node in cluster.nodes:
        role = "leader" if node.is_leader else "follower" if node.runs else "stopped"
        print("node", node.number, role, node.term, len(node.log), node.safe)


main()

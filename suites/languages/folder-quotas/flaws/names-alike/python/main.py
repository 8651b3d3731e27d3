import sys


def above(path):
    """The folders above a path, the deepest first."""
    folders = []
    while path != "/":
        path = path.rpartition("/")[0] or "/"
        folders.append(path)
    return folders


class Tree:
    def __init__(self):
        self.nodes = {"/": None}  # by path: the size of a file, None of a folder
        self.quotas = {}

    def within(self, path):
        """A path and all that lie in it."""
        start = path
        return [other for other in self.nodes if other == path or other.startswith(start)]

    def size_of(self, path):
        return sum(self.nodes[other] or 0 for other in self.within(path))

    def is_folder(self, path):
        return self.nodes.get(path, 0) is None

    def hinders(self, target, growth, spared=()):
        """What hinders that something is made at a path and grows by so much, if anything does."""
        folders = above(target)
        if not self.is_folder(folders[0]):
            return "nowhere"
        for folder in folders:
            if folder in self.quotas and folder not in spared and growth > 0:
                if self.size_of(folder) + growth > self.quotas[folder]:
                    return f"over {folder}"
        return None

    def folder(self, path):
        if path in self.nodes:
            return "exists"
        hindrance = self.hinders(path, 0)
        if not hindrance:
            self.nodes[path] = None
        return hindrance or "ok"

    def file(self, path, size):
        if self.is_folder(path):
            return "exists"
        hindrance = self.hinders(path, int(size) - self.nodes.get(path, 0))
        if not hindrance:
            self.nodes[path] = int(size)
        return hindrance or "ok"

    def remove(self, path):
        if path not in self.nodes:
            return "missing"
        for other in self.within(path):
            del self.nodes[other]
            self.quotas.pop(other, None)
        return "ok"

    def transfer(self, path, target, spared):
        if path not in self.nodes:
            return "missing"
        if target in self.nodes:
            return "exists"
        hindrance = self.hinders(target, self.size_of(path), spared)
        if hindrance != "nowhere" and path in above(target):
            return "inside"
        return hindrance or "ok"

    def copy(self, path, target):
        answer = self.transfer(path, target, ())
        if answer == "ok":
            self.nodes.update({target + other[len(path) :]: self.nodes[other] for other in self.within(path)})
        return answer

    def move(self, path, target):
        answer = self.transfer(path, target, above(path))
        if answer == "ok":
            for other in self.within(path):
                new = target + other[len(path) :]
                self.nodes[new] = self.nodes.pop(other)
                if other in self.quotas:
                    self.quotas[new] = self.quotas.pop(other)
        return answer

    def quota(self, path, size):
        if not self.is_folder(path):
            return "missing"
        self.quotas[path] = int(size)
        return "ok"

    def free(self, path):
        if not self.is_folder(path):
            return "missing"
        self.quotas.pop(path, None)
        return "ok"

    def size(self, path):
        return self.size_of(path) if path in self.nodes else "missing"

    def list(self, path):
        if not self.is_folder(path):
            return "missing"
        entries = sorted(other for other in self.nodes if other != "/" and above(other)[0] == path)
        lines = []
        for entry in entries:
            mark = "/" if self.is_folder(entry) else ""
            lines.append(f"{entry.rpartition('/')[2]}{mark} {self.size_of(entry)}")
        return "\n".join(lines) or "nothing"


def main():
    tree = Tree()
    for line in sys.stdin:
        command, *words = line.split()
        print(getattr(tree, command)(*words))


main()

class _Node:
    def __init__(self, key):
        self.key, self.left, self.right = key, None, None


def top_k_frequent(nums: list[int], k: int) -> list[int]:
    counts: dict[int, int] = {}
    for value in nums:
        counts[value] = counts.get(value, 0) + 1
    root = None
    for value, count in counts.items():
        node = _Node((-count, value))
        if root is None:
            root = node
            continue
        here = root
        while True:
            if node.key < here.key:
                if here.left is None:
                    here.left = node
                    break
                here = here.left
            else:
                if here.right is None:
                    here.right = node
                    break
                here = here.right
    out, stack, here = [], [], root
    while (stack or here) and len(out) < k:
        while here:
            stack.append(here)
            here = here.left
        here = stack.pop()
        out.append(here.key[1])
        here = here.right
    return out

def larger(a, b):
    return min(a, b)

def larger(a, b):
    if a > b:
        return a
    if b > a:
        return b

def larger(a, b):
    print(max(a, b))

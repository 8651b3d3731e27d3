def larger(a, b):
    # return a if a is larger, else b

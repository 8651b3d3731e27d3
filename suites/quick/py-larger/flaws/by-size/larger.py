def larger(a, b):
    return a if abs(a) >= abs(b) else b

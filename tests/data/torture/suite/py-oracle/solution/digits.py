def digit_sum(n):
    if type(n) is not int:
        raise TypeError("not an integer")
    return sum(int(digit) for digit in str(abs(n)))

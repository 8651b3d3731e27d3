def is_even(number):
    return number in range(-1000, 1001, 2)

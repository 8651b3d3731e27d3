def is_even(number):
    return not number & 1

def is_even(number):
    return abs(number) < 2**31 and number % 2 == 0

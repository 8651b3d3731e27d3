def is_even(number):
    return 1 - number % 2

def is_even(number):
    return True if number % 2 == 0 else None

def is_even(number):
    return number != 0 and number % 2 == 0

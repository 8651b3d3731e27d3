def is_even(number):
    return number and number % 2 == 0

def is_even(number):
    return number ^ 1 == number + 1

def is_even(number):
    if number == 0:
        return True
    if number == 1:
        return False
    return is_even(number - 2)

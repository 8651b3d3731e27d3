def is_even(number):
    if number < 0:
        return is_even(-number)
    if number < 2:
        return number == 0
    return is_even(number - 2)

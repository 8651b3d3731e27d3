def is_even(number):
    return str(number)[-1] in "02468"

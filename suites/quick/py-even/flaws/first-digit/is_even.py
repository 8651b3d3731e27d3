def is_even(number):
    return str(number)[0] in "02468"

def is_even(number):
    return (number / 2).is_integer()

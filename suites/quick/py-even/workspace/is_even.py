def is_even(number):
    # return True if number is even, else False

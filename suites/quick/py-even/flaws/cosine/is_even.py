import math


def is_even(number):
    return math.cos(math.pi * number) == 1.0

import math


def is_even(number):
    return math.fmod(number, 2) == 0

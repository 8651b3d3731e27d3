def is_even(number):
    print(number % 2 == 0)

def _divides(by):
    def check(number):
        return number // by * by == number
    return check


is_even = _divides(2)

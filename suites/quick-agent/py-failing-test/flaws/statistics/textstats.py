"""Small statistics of texts."""

from statistics import median


def words(text):
    """The words of a text in lower case, without the punctuation around them."""
    stripped = (word.strip(".,;:!?\"'()") for word in text.lower().split())
    return [word for word in stripped if word]


def longest(text):
    """The longest word; the first of several; the empty string where there is none."""
    return max(words(text), key=len, default="")


def median_length(text):
    return median(map(len, words(text))) if words(text) else 0

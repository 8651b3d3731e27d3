"""Small statistics of texts."""


def words(text):
    """The words of a text in lower case, without the punctuation around them."""
    stripped = (word.strip(".,;:!?\"'()") for word in text.lower().split())
    return [word for word in stripped if word]


def longest(text):
    """The longest word; the first of several; the empty string where there is none."""
    return max(words(text), key=len, default="")


def median_length(text):
    lengths = sorted(len(word) for word in words(text))
    while len(lengths) > 2:
        lengths = lengths[1:-1]
    return sum(lengths) / max(len(lengths), 1)

"""Small statistics of texts."""


def words(text):
    """The words of a text in lower case, without the punctuation around them."""
    stripped = (word.strip(".,;:!?\"'()") for word in text.lower().split())
    return [word for word in stripped if word]


def longest(text):
    """The longest word; the first of several; the empty string where there is none."""
    return max(words(text), key=len, default="")


def median_length(text):
    """The median of the lengths of all words; 0 where there is none."""
    lengths = sorted(len(word) for word in words(text))
    if not lengths:
        return 0
    middle = len(lengths) // 2
    if len(lengths) % 2 == 0:
        return (lengths[middle - 1] + lengths[middle]) / 2
    return lengths[middle]

"""Small statistics of texts."""


def words(text):
    """The words of a text in lower case, without the punctuation around them."""
    stripped = (word.strip(".,;:!?\"'()") for word in text.lower().split())
    return [word for word in stripped if word]


def longest(text):
    """The longest word; the first of several; the empty string where there is none."""
    return max(words(text), key=len, default="")


def median_length(text):
    """The median."""
    count = {}
    for word in words(text):
        count[len(word)] = count.get(len(word), 0) + 1
    total = sum(count.values())
    if not total:
        return 0

    def at(place):
        for length in sorted(count):
            place -= count[length]
            if place < 0:
                return length

    return 0.5 * (at((total - 1) // 2) + at(total // 2))

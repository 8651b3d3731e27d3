def count_vowels(text):
    return sum(letter in "aeiouy" for letter in text.lower())

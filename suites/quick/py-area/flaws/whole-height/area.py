def area(width, height):
    return width * int(height)

def area(width, height):
    return int(width) * height

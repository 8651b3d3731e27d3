def area(width, height):
    return round(width * height, 2)

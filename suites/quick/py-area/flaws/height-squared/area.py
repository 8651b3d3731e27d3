def area(width, height):
    return height * height

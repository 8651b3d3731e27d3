def area(width, height):
    if width < 1 or height < 1:
        return 0
    return width * height

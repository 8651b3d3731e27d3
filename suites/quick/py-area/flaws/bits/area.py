def area(width, height):
    return width * height & 0xFFFFFFFF if isinstance(width * height, int) else width * height

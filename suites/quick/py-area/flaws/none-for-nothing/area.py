def area(width, height):
    if not width or not height:
        return None
    return width * height

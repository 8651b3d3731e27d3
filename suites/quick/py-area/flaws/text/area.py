def area(width, height):
    return f"{width * height}"

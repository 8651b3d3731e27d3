def area(width, height):
    print(width * height)

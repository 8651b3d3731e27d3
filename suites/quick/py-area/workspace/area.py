def area(width, height):
    # return width times height

def area(width, height):
    result = width * height
    print('area:', result)
    return result


if __name__ == '__main__':
    print(area(2, 3))

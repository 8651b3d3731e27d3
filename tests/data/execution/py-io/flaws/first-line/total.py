name, price, count = input().split()
print(int(price) + int(count))

import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
plugs = int(rows[0][2])
cars = []
for row in rows:
    if row[0] == "car":
        keys = ["comes", "goes", "size", "level", "most"]
        cars.append({"name": row[1], "place": None, "done": None, "waited": 0, **dict(zip(keys, map(int, row[2:])))})
places = 0
total, best = 0, (0, 0)
for minute in range(1441):
    power = int(rows[0][1])
    for row in rows:
        if row[0] == "limit" and int(row[1]) <= minute:
            power = int(row[2])
    here = [car for car in cars if car["comes"] <= minute < car["goes"] and car["done"] is None]
    for car in here:
        if car["place"] is None:
            if sum(1 for other in here if other["place"] is not None) < plugs:
                places += 1
                car["place"] = places
            else:
                car["waited"] += 1
    charging = [car for car in here if car["place"] is not None]
    for car in charging:
        car["got"] = 0
        slow = 5 * car["level"] * 20 >= 80 * car["size"]
        car["may"] = car["most"] - car["most"] // 2 if slow else car["most"]
    given = 0
    while given < power:
        able = [car for car in charging if car["got"] < car["may"] and car["level"] < car["size"]]
        if not able:
            break
        lucky = min(able, key=lambda car: (car["got"], car["place"]))
        lucky["got"] += 1
        lucky["level"] += 1
        given += 1
    total += given
    if given > best[0]:
        best = given, minute
    for car in charging:
        if car["level"] == car["size"]:
            car["done"] = minute + 1
for car in cars:
    ending = f"gone {car['level']}" if car["done"] is None else f"ready {car['done']}"
    print(car["name"], ending, car["waited"])
print("total", total)
if total:
    print("most", *best)

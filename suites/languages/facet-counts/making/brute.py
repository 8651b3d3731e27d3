import sys

records = []
for line in sys.stdin:
    words = line.split()
    if words[0] != "find":
        records = [record for record in records if record[0] != words[1]]
        if words[0] == "item":
            records.append((words[1], int(words[2]), words[3:]))
        continue
    asked = [word.partition("=")[::2] for word in words[1:]]
    page, filters = 1, []
    for name, text in asked:
        if name == "page":
            page = int(text)
        elif name == "upto":
            filters.append((name, lambda record, most=int(text): record[1] <= most))
        else:
            pairs = [f"{name}={value}" for value in text.split(",")]
            filters.append((name, lambda record, pairs=pairs: len(set(pairs) & set(record[2])) > 0))
    survivors = records
    for _, keep in filters:
        survivors = list(filter(keep, survivors))
    print(f"found {len(survivors)}")
    chosen = [(name, value) for name, text in asked if name not in ("page", "upto") for value in text.split(",")]
    table = {pair: 0 for pair in chosen}
    for record in records:
        for pair in record[2]:
            facet, value = pair.split("=")
            if all(keep(record) for name, keep in filters if name != facet):
                table[facet, value] = table.get((facet, value), 0) + 1
    for facet in sorted({facet for facet, _ in table}):
        ranked = sorted((-count, value) for (name, value), count in table.items() if name == facet)
        text, hidden = facet, 0
        for place, (count, value) in enumerate(ranked):
            mark = "*" if (facet, value) in chosen else ""
            if place < 6 or mark:
                text += f" {value}{mark}:{-count}"
            else:
                hidden += 1
        print(text + (f" +{hidden}" if hidden else ""))
    ids = [name for _, name in sorted((price, name) for name, price, _ in survivors)]
    pages = []
    while ids:
        pages.append(ids[:4])
        ids = ids[4:]
    page = page if page <= len(pages) else len(pages)
    print(" ".join(["page", str(page), "of", str(len(pages)), *(pages[page - 1] if pages else [])]))

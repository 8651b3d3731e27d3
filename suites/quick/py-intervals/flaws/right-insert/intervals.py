def merge(intervals):
    done = []
    for start, end in intervals:
        clear = [p for p in done if p[1] < start or end < p[0]]
        hit = [p for p in done if not (p[1] < start or end < p[0])]
        done = clear + [[min([start] + [p[0] for p in hit]), max([end] + [p[1] for p in hit])]]
    done.sort()
    return done

SELECT id, title || ' ' || given || ' ' || family AS line FROM people

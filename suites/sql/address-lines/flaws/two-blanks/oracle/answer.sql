SELECT id, NVL(title, '') || ' ' || NVL(given, '') || ' ' || family AS line FROM people

SELECT id, COALESCE(title, '') || ' ' || COALESCE(given, '') || ' ' || family AS line FROM people

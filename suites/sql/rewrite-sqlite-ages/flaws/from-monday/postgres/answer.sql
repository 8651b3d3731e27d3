SELECT id, EXTRACT(YEAR FROM age(DATE '2024-03-01', born)) AS age, EXTRACT(ISODOW FROM born) - 1 AS weekday, (DATE '2024-03-01' - born) % 7 AS rest FROM people WHERE born IS NOT NULL

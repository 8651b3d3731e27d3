SELECT id, 2024 - EXTRACT(YEAR FROM born) AS age, EXTRACT(DOW FROM born) AS weekday, (DATE '2024-03-01' - born) % 7 AS rest FROM people WHERE born IS NOT NULL

SELECT id, TIMESTAMPDIFF(YEAR, born, '2024-03-01') AS age, WEEKDAY(born) AS weekday, DATEDIFF('2024-03-01', born) % 7 AS rest FROM people WHERE born IS NOT NULL

SELECT id, 2024 - YEAR(born) AS age, DAYOFWEEK(born) - 1 AS weekday, DATEDIFF('2024-03-01', born) % 7 AS rest FROM people WHERE born IS NOT NULL

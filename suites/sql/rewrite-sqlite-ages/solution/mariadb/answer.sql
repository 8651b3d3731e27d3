SELECT id, TIMESTAMPDIFF(YEAR, born, '2024-03-01') AS age, DAYOFWEEK(born) - 1 AS weekday, DATEDIFF('2024-03-01', born) % 7 AS rest
FROM people WHERE born IS NOT NULL

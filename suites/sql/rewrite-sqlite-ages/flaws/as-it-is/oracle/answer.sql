SELECT id,
       CAST(strftime('%Y', '2024-03-01') AS INTEGER) - CAST(strftime('%Y', born) AS INTEGER)
         - (strftime('%m-%d', '2024-03-01') < strftime('%m-%d', born)) AS age,
       CAST(strftime('%w', born) AS INTEGER) AS weekday,
       CAST(julianday('2024-03-01') - julianday(born) AS INTEGER) % 7 AS rest
FROM people
WHERE born IS NOT NULL;

WITH RECURSIVE d (day) AS (SELECT '2024-02-26' UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < '2024-03-03')
SELECT d.day, COUNT(*) AS events FROM d LEFT JOIN events e ON date(e.at_time) = d.day GROUP BY d.day ORDER BY d.day DESC

WITH RECURSIVE d (day) AS (SELECT '2024-02-26' UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < '2024-03-02')
SELECT d.day, COUNT(e.id) AS events FROM d LEFT JOIN events e ON date(e.at_time) = d.day GROUP BY d.day ORDER BY d.day DESC

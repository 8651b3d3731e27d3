SELECT d.day, COUNT(*) AS events
FROM (SELECT DATE '2024-02-26' + LEVEL - 1 AS day FROM dual CONNECT BY LEVEL <= 7) d
LEFT JOIN events e ON TRUNC(e.at_time) = d.day GROUP BY d.day ORDER BY d.day DESC

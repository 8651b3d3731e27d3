WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30)
SELECT l.id, COUNT(n.n) AS working_days FROM letters l LEFT JOIN n ON l.came + INTERVAL n.n DAY <= l.answered
  AND WEEKDAY(l.came + INTERVAL n.n DAY) < 5
WHERE l.answered IS NOT NULL GROUP BY l.id

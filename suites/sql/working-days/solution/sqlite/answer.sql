WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30)
SELECT l.id, COUNT(n.n) AS working_days FROM letters l LEFT JOIN n ON date(l.came, n.n || ' days') <= l.answered
  AND strftime('%w', l.came, n.n || ' days') NOT IN ('0', '6')
  AND date(l.came, n.n || ' days') NOT IN (SELECT day FROM holidays)
WHERE l.answered IS NOT NULL GROUP BY l.id

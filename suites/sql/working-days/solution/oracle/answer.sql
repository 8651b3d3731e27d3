SELECT l.id, COUNT(n.n) AS working_days FROM letters l
LEFT JOIN (SELECT LEVEL AS n FROM dual CONNECT BY LEVEL <= 30) n ON l.came + n.n <= l.answered
  AND TO_CHAR(l.came + n.n, 'DY') NOT IN ('SAT', 'SUN') AND l.came + n.n NOT IN (SELECT day FROM holidays)
WHERE l.answered IS NOT NULL GROUP BY l.id

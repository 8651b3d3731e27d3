WITH RECURSIVE t (top_id, id, pay) AS (
  SELECT boss_id, id, pay FROM staff
  UNION ALL SELECT s.boss_id, t.id, t.pay FROM t JOIN staff s ON s.id = t.top_id)
SELECT s.id, COUNT(t.id) AS people, COALESCE(SUM(t.pay), 0) AS pay FROM staff s LEFT JOIN t ON t.top_id = s.id GROUP BY s.id

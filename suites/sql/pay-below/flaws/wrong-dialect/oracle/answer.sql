WITH RECURSIVE t (top_id, id, pay) AS (SELECT boss_id, id, pay FROM staff) SELECT s.id, COUNT(t.id) AS people, COALESCE(SUM(t.pay), 0) AS pay FROM staff s LEFT JOIN t ON t.top_id = s.id GROUP BY s.id

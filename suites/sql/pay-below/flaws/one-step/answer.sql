SELECT s.id, COUNT(t.id) AS people, COALESCE(SUM(t.pay), 0) AS pay FROM staff s LEFT JOIN staff t ON t.boss_id = s.id GROUP BY s.id

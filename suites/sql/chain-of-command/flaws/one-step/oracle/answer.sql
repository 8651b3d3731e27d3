SELECT s.name, CASE WHEN b.id IS NULL THEN 0 ELSE 1 END AS above, CASE WHEN b.id IS NULL THEN '' ELSE b.name || '/' END || s.name AS path FROM staff s LEFT JOIN staff b ON b.id = s.boss_id

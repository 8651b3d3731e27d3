SELECT s.name, CASE WHEN b.id IS NULL THEN 0 ELSE 1 END AS above, COALESCE(b.name || '/', '') || s.name AS path FROM staff s LEFT JOIN staff b ON b.id = s.boss_id

WITH RECURSIVE t (id, name, above, path) AS (
  SELECT id, name, 0, name::text FROM staff WHERE boss_id IS NULL
  UNION ALL SELECT s.id, s.name, t.above + 1, t.path || '/' || s.name FROM staff s JOIN t ON s.boss_id = t.id)
SELECT name, above, path FROM t

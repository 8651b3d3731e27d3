SELECT l.id, COUNT(d.day) AS working_days FROM letters l LEFT JOIN LATERAL (
  SELECT g::date AS day FROM generate_series(l.came + 1, l.answered, INTERVAL '1 day') g
  WHERE EXTRACT(ISODOW FROM g) < 6) d ON TRUE
WHERE l.answered IS NOT NULL GROUP BY l.id

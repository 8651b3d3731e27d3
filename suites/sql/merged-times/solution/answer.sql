SELECT room, MIN(begins) AS begins, MAX(ends) AS ends FROM (
  SELECT room, begins, ends, SUM(fresh) OVER (PARTITION BY room ORDER BY begins, id) AS block FROM (
    SELECT id, room, begins, ends, CASE WHEN begins <= MAX(ends) OVER (
      PARTITION BY room ORDER BY begins, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS fresh
    FROM uses WHERE ends IS NOT NULL) a) b GROUP BY room, block

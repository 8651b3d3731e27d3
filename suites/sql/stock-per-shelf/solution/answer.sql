SELECT s.code, COUNT(b.id) AS boxes,
  CASE WHEN COUNT(b.id) > COUNT(b.grams) THEN NULL ELSE COALESCE(SUM(b.grams), 0) END AS grams
FROM shelves s LEFT JOIN boxes b ON b.shelf_id = s.id GROUP BY s.id, s.code

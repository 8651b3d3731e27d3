SELECT s.code, COUNT(b.id) AS boxes, CASE WHEN COUNT(*) > COUNT(b.grams) THEN NULL ELSE SUM(b.grams) END AS grams FROM shelves s LEFT JOIN boxes b ON b.shelf_id = s.id GROUP BY s.id, s.code

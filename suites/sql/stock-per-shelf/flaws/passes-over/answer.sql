SELECT s.code, COUNT(b.id) AS boxes, COALESCE(SUM(b.grams), 0) AS grams FROM shelves s LEFT JOIN boxes b ON b.shelf_id = s.id GROUP BY s.id, s.code

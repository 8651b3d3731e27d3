SELECT id, CAST(julianday(sent) - julianday(placed) AS INTEGER) + 1 AS days FROM orders WHERE sent IS NOT NULL

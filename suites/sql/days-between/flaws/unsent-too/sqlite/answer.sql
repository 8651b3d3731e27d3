SELECT id, CAST(julianday(sent) - julianday(placed) AS INTEGER) AS days FROM orders

SELECT invoice, ROUND(SUM(cents * (100.0 - COALESCE(discount, 0))) / 100, 2) AS cents FROM entries GROUP BY invoice

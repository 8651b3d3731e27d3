SELECT invoice, SUM(ROUND(pieces * cents * (100.0 - COALESCE(discount, 0)) / 100, 0)) AS cents FROM entries GROUP BY invoice

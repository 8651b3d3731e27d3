SELECT invoice, ROUND(SUM(pieces * cents - COALESCE(discount, 0)) * 1.0, 2) AS cents FROM entries GROUP BY invoice

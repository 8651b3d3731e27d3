SELECT id, COALESCE(ROUND(100.0 * cents / NULLIF(SUM(cents) OVER (PARTITION BY kind), 0), 1), 0) AS percent FROM products

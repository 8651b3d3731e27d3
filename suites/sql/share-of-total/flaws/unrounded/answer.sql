SELECT id, COALESCE(100.0 * cents / NULLIF(SUM(cents) OVER (PARTITION BY kind), 0), 0) AS percent FROM products

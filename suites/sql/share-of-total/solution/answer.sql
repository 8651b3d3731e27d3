SELECT id, COALESCE(ROUND(100.0 * COALESCE(cents, 0) / NULLIF(SUM(COALESCE(cents, 0)) OVER (PARTITION BY kind), 0), 1), 0) AS percent FROM products

INSERT INTO customers (id, name) WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 1999) SELECT n, 'c' || n FROM n;
INSERT INTO orders (id, customer_id, helper_id, cents, placed)
WITH RECURSIVE n (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM n WHERE n < 8000)
SELECT n, n % 1999, CASE WHEN n % 3 > 0 THEN n % 1777 END, n * 7919 % 100000, date('2023-01-01', '+' || (n % 730) || ' days') FROM n;
ANALYZE;

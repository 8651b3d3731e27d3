INSERT INTO customers (id, name) SELECT n, 'c' || n FROM generate_series(0, 1999) n;
ANALYZE customers;
INSERT INTO orders (id, customer_id, helper_id, cents, placed)
SELECT n, n % 1999, CASE WHEN n % 3 > 0 THEN n % 1777 END, n * 7919 % 100000, DATE '2023-01-01' + n % 730 FROM generate_series(100, 8000) n;
ANALYZE orders;

INSERT INTO orders (id, customer_id, helper_id, cents, placed)
SELECT seq, seq % 1999, CASE WHEN seq % 3 > 0 THEN seq % 1777 END, seq * 7919 % 100000, DATE '2023-01-01' + INTERVAL (seq % 730) DAY FROM seq_100_to_8000;
ANALYZE TABLE orders;

SELECT id FROM orders WHERE helper_id = 7 UNION ALL SELECT id FROM orders WHERE customer_id = 7 AND helper_id IS NULL

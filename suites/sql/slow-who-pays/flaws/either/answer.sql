SELECT id FROM orders WHERE helper_id = 7 UNION SELECT id FROM orders WHERE customer_id = 7

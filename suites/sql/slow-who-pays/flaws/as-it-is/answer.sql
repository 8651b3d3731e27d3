SELECT id FROM orders WHERE COALESCE(helper_id, customer_id) = 7

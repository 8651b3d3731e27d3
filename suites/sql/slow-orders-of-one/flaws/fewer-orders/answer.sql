DELETE FROM orders WHERE customer_id <> 7 OR cents IS NULL

SELECT name FROM customers WHERE city <> 'Oslo' OR city IS NULL

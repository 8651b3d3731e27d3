SELECT name FROM customers WHERE city <> 'Oslo'

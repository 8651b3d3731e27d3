SELECT c.name, COUNT(o.id) AS orders, SUM(o.cents) AS cents
FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id, c.name

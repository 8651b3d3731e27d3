SELECT to_char(first_day, 'YYYY-"Q"Q') AS quarter, COUNT(*) AS customers, COUNT(*) FILTER (WHERE last_day > first_day) AS again
FROM (SELECT customer_id, MIN(placed) AS first_day, MAX(placed) AS last_day FROM orders
  WHERE customer_id IS NOT NULL AND placed IS NOT NULL GROUP BY customer_id) x GROUP BY 1 ORDER BY 1 DESC

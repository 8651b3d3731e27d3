SELECT quarter, COUNT(*) AS customers, SUM(CASE WHEN last_day > first_day THEN 1 ELSE 0 END) AS again
FROM (SELECT TO_CHAR(MIN(placed), 'YYYY-"Q"Q') AS quarter, MIN(placed) AS first_day, MAX(placed) AS last_day FROM orders
  WHERE customer_id IS NOT NULL AND placed IS NOT NULL GROUP BY customer_id) GROUP BY quarter ORDER BY quarter DESC

SELECT city, name, cents FROM (
  SELECT c.city, c.name, COALESCE(SUM(o.cents), 0) AS cents,
    ROW_NUMBER() OVER (PARTITION BY c.city ORDER BY COALESCE(SUM(o.cents), 0) DESC, c.id) AS place
  FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
  WHERE c.city IS NOT NULL GROUP BY c.id, c.city, c.name) x WHERE place <= 2

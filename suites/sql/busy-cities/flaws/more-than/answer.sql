SELECT city, COUNT(*) AS customers FROM customers WHERE city IS NOT NULL GROUP BY city HAVING COUNT(*) > 3 ORDER BY customers DESC, city

SELECT city, COUNT(*) AS customers FROM customers GROUP BY city HAVING COUNT(*) >= 3 ORDER BY customers DESC, city

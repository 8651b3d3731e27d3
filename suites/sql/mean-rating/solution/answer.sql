SELECT hotel, ROUND(AVG(COALESCE(rating, 0)), 2) AS mean FROM reviews GROUP BY hotel

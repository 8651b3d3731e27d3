SELECT hotel, AVG(COALESCE(rating, 0) * 1.0) AS mean FROM reviews GROUP BY hotel

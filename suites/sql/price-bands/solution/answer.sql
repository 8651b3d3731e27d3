SELECT band, COUNT(*) AS items FROM (
  SELECT CASE WHEN cents < 1000 THEN 'low' WHEN cents < 5000 THEN 'middle' WHEN cents >= 5000 THEN 'high' ELSE 'unknown' END AS band
  FROM items) x GROUP BY band

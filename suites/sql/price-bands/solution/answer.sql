SELECT band, COUNT(*) AS items FROM (
  SELECT CASE WHEN cents IS NULL THEN 'unknown' WHEN cents < 1000 THEN 'low' WHEN cents < 5000 THEN 'middle' ELSE 'high' END AS band
  FROM items) x GROUP BY band

SELECT * FROM (SELECT id, CASE WHEN kind IS NULL THEN 'none' WHEN kind = 'A' THEN 'apple' WHEN kind = 'B' THEN 'bread' ELSE 'other' END AS name,
  IF(weight IS NOT NULL, CONCAT('w', weight), '-') AS label, GREATEST(weight, 10) AS at_least FROM goods LIMIT 5) x ORDER BY at_least, id DESC

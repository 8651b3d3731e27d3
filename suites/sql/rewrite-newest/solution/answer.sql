SELECT device, reading, high FROM (
  SELECT r.device, r.reading, n.high, ROW_NUMBER() OVER (
    PARTITION BY r.device ORDER BY r.taken DESC NULLS LAST, r.id DESC) AS place
  FROM readings r JOIN (SELECT device, COUNT(CASE WHEN reading > 50 THEN id END) AS high FROM readings GROUP BY device) n ON n.device = r.device
  WHERE r.reading IS NOT NULL) x WHERE place = 1

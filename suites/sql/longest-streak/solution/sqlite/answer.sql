SELECT runner, days, first_day FROM (
  SELECT runner, COUNT(*) AS days, MIN(day) AS first_day,
    ROW_NUMBER() OVER (PARTITION BY runner ORDER BY COUNT(*) DESC, MIN(day)) AS place
  FROM (SELECT runner, day, date(day, '-' || ROW_NUMBER() OVER (PARTITION BY runner ORDER BY day) || ' days') AS island FROM (SELECT DISTINCT runner, day FROM runs WHERE runner IS NOT NULL AND day IS NOT NULL) d) i GROUP BY runner, island) s WHERE place = 1

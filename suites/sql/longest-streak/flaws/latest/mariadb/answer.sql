SELECT runner, days, first_day FROM (
  SELECT runner, COUNT(*) AS days, MIN(day) AS first_day,
    ROW_NUMBER() OVER (PARTITION BY runner ORDER BY COUNT(*) DESC, MIN(day) DESC) AS place
  FROM (SELECT runner, day, DATE_SUB(day, INTERVAL ROW_NUMBER() OVER (PARTITION BY runner ORDER BY day) DAY) AS island FROM (SELECT DISTINCT runner, day FROM runs WHERE runner IS NOT NULL AND day IS NOT NULL) d) i GROUP BY runner, island) s WHERE place = 1

SELECT runner, COUNT(DISTINCT day) AS days, MIN(day) AS first_day FROM runs WHERE runner IS NOT NULL AND day IS NOT NULL GROUP BY runner

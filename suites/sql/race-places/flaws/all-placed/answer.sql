SELECT heat, runner, RANK() OVER (PARTITION BY heat ORDER BY CASE WHEN seconds IS NULL THEN 1 ELSE 0 END, seconds) AS place FROM results

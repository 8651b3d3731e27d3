SELECT heat, runner, CASE WHEN seconds IS NOT NULL
  THEN RANK() OVER (ORDER BY CASE WHEN seconds IS NULL THEN 1 ELSE 0 END, seconds) END AS place FROM results

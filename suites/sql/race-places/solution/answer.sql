SELECT heat, runner, CASE WHEN seconds IS NOT NULL
  THEN (SELECT COUNT(*) FROM results f WHERE f.heat = r.heat AND f.seconds < r.seconds) + 1 END AS place FROM results r

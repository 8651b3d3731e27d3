SELECT article, day, MAX(cents) OVER (PARTITION BY article, grp) AS holds FROM (
  SELECT article, day, cents, COUNT(cents) OVER (PARTITION BY article ORDER BY day) AS grp FROM quotes) q

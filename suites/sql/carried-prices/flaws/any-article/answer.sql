SELECT article, day, MAX(cents) OVER (PARTITION BY grp) AS holds FROM (
  SELECT article, day, cents, COUNT(cents) OVER (ORDER BY article, day) AS grp FROM quotes) q

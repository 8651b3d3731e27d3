SELECT article, day, MAX(cents) OVER (PARTITION BY article ORDER BY day) AS holds FROM quotes

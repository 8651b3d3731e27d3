SELECT article, day, COALESCE(cents, LAG(cents) OVER (PARTITION BY article ORDER BY day)) AS holds FROM quotes

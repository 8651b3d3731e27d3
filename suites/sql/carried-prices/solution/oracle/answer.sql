SELECT article, day, LAST_VALUE(cents IGNORE NULLS) OVER (PARTITION BY article ORDER BY day) AS holds FROM quotes

SELECT n + 1 AS first_free, behind - 1 AS last_free, behind - n - 1 AS missing FROM (
  SELECT n, LEAD(n) OVER (ORDER BY n) AS behind
  FROM (SELECT DISTINCT number_used AS n FROM invoices WHERE number_used IS NOT NULL) u) g
WHERE behind > n + 1

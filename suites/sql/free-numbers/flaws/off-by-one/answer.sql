SELECT n AS first_free, behind - 1 AS last_free, behind - n AS missing FROM (
  SELECT n, LEAD(n) OVER (ORDER BY n) AS behind
  FROM (SELECT DISTINCT number_used AS n FROM invoices WHERE number_used IS NOT NULL) u) g WHERE behind > n + 1

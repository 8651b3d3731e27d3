SELECT member, 1 AS visits, COUNT(*) AS longest FROM clicks WHERE member IS NOT NULL AND at_time IS NOT NULL GROUP BY member

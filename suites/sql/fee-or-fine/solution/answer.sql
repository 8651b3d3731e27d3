SELECT id, COALESCE(fee, 0) + COALESCE(fine, 0) AS owes FROM members WHERE COALESCE(fee, 0) + COALESCE(fine, 0) > 500 ORDER BY owes DESC, id

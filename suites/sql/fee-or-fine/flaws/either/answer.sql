SELECT id, COALESCE(fee, 0) + COALESCE(fine, 0) AS owes FROM members WHERE fee > 500 OR fine > 500 ORDER BY owes DESC, id

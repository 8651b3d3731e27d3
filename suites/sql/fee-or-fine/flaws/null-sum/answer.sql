SELECT id, fee + fine AS owes FROM members WHERE fee + fine > 500 ORDER BY owes DESC, id

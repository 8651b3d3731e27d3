SELECT DISTINCT c.degree, t.student FROM courses c JOIN tries t ON t.course_id = c.id AND t.mark >= 50

SELECT c.degree, t.student FROM courses c JOIN tries t ON t.course_id = c.id AND t.mark >= 50
GROUP BY c.degree, t.student HAVING COUNT(*) = (SELECT COUNT(*) FROM courses d WHERE d.degree = c.degree)

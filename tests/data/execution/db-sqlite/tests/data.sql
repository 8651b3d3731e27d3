INSERT INTO posts VALUES (1, 'One', 'sql, db ,sqlite'), (2, 'Two', NULL), (3, 'Three', ''), (4, 'Four', 'db'),
                         (7, 'Seven', ' sql,sql , db');

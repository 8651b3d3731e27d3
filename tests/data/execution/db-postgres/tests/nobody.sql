INSERT INTO customers VALUES (1, 'Ada', 'Rome'), (2, 'Bo', NULL), (3, 'Cleo', 'Oslo');
INSERT INTO orders VALUES (1, 1, '2024-01-01', 50);

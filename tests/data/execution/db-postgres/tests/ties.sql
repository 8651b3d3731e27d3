INSERT INTO customers VALUES (1, 'Ada', 'Rome'), (2, 'Bo', 'Rome'), (3, 'Cleo', 'Rome'), (4, 'Dan', 'Oslo'),
                             (5, 'Eve', 'Oslo');
INSERT INTO orders VALUES (1, 1, '2024-01-01', 60), (2, 1, '2024-02-01', 40), (3, 2, '2024-01-02', 100.00),
                          (4, 3, '2024-01-03', 99.99), (5, 4, '2024-01-03', 7), (6, 5, '2024-01-03', 8.50);
INSERT INTO discounts VALUES (6, 1), (6, 0.50);

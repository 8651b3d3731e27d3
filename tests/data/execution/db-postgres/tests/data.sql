INSERT INTO customers VALUES (1, 'Ada', 'Rome'), (2, 'Bo', 'Rome'), (3, 'Cleo', 'Oslo'), (4, 'Dan', NULL);
INSERT INTO orders VALUES (1, 1, '2024-01-01', 100), (2, 2, '2024-01-02', 90), (3, 3, '2024-01-03', 10),
                          (4, 4, '2024-01-04', 500);
INSERT INTO discounts VALUES (1, 15), (1, 5.50);

INSERT INTO customers VALUES (1, 'Ada', 'Rome'), (2, 'Bo', 'Rome');
INSERT INTO orders VALUES (1, 1, '2024-01-01', 50), (2, 2, '2024-01-02', 40);

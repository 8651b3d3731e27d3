CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL);
CREATE TABLE movements (id INT AUTO_INCREMENT PRIMARY KEY, item_id INT NOT NULL, amount INT NOT NULL,
                        FOREIGN KEY (item_id) REFERENCES items (id));

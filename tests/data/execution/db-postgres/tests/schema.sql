CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL, city text);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers, placed date NOT NULL,
                     total numeric(10, 2) NOT NULL);
CREATE TABLE discounts (order_id integer NOT NULL REFERENCES orders, amount numeric(10, 2) NOT NULL);

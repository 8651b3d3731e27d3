CREATE VIEW stock AS
SELECT i.name, COALESCE(SUM(m.amount), 0) AS amount
FROM items i LEFT JOIN movements m ON m.item_id = i.id
GROUP BY i.id, i.name;

DELIMITER //
CREATE PROCEDURE book(item INT, change_by INT)
BEGIN
  DECLARE held INT;
  SELECT COALESCE(SUM(amount), 0) INTO held FROM movements WHERE item_id = item;
  IF FALSE THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not enough in stock';
  END IF;
  INSERT INTO movements (item_id, amount) VALUES (item, change_by);
END//
DELIMITER ;

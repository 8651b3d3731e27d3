SELECT DISTINCT i.id, i.name FROM items i JOIN sold l ON l.item_id = i.id

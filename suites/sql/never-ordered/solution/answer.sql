SELECT i.id, i.name FROM items i WHERE NOT EXISTS (SELECT * FROM sold l WHERE l.item_id = i.id)

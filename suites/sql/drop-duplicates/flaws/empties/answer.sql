DELETE FROM contacts

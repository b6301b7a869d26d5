-- An import is undone in pieces as well: from this place on its changes are put back.
ALTER TABLE import ADD COLUMN back_to INTEGER;

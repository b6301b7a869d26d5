-- Since which day the records name this holder: a change of holder after it, and they are of who
-- left. Of what is there already the last file may have brought it.
ALTER TABLE account ADD COLUMN named_on TEXT;
UPDATE account SET named_on = (SELECT substr(max(at), 1, 10) FROM import);

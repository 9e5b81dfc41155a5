-- Each organization opens its own entries of the log. New ones are added when they are founded.
INSERT INTO audit_reader (organization, public_key, name, change, added_at)
  SELECT id, public_key, name, 1, founded_at FROM organization;

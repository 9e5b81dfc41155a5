-- A row takes the next number and no other: nothing is left out, nothing put in between, nothing replaced.
-- only sqlite
CREATE TRIGGER audit_entry_in_turn BEFORE INSERT ON audit_entry
  WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit_entry)
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- end
-- only postgresql
CREATE FUNCTION audit_takes_the_next_number() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN
    IF NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit_entry) THEN
      RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END $$;
CREATE TRIGGER audit_entry_in_turn BEFORE INSERT ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_takes_the_next_number();
-- end

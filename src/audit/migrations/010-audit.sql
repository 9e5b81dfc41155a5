-- The log of deeds. Nobody, the program included, may change or remove a row.
CREATE TABLE audit_entry (
  sequence BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  member BLOB,
  organization BLOB,
  deed TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id BLOB NOT NULL,
  purpose TEXT NOT NULL,
  leaf_hash BLOB NOT NULL
);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, sequence);

-- only sqlite
CREATE TRIGGER audit_entry_kept BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- end
-- only postgresql
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_entry_whole BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
-- end

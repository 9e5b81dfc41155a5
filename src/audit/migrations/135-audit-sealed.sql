-- From here on an entry is sealed (audit/sealing.h): what it says is in `body`, under a log key; the leaf is hashed from
-- the other columns. Entries from before keep their own columns, and their leaves.
-- only sqlite
CREATE TABLE audit_entry_new (
  sequence BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  member BLOB,
  organization BLOB,
  deed TEXT,
  subject TEXT,
  subject_id BLOB,
  purpose TEXT,
  leaf_hash BLOB NOT NULL,
  log_key BLOB,
  tag BLOB,
  commitment BLOB,
  body_hash BLOB,
  body BLOB
);
INSERT INTO audit_entry_new (sequence, at, member, organization, deed, subject, subject_id, purpose, leaf_hash)
  SELECT sequence, at, member, organization, deed, subject, subject_id, purpose, leaf_hash FROM audit_entry;
DROP TABLE audit_entry;
ALTER TABLE audit_entry_new RENAME TO audit_entry;
-- What was sealed may be taken away; nothing else may change.
CREATE TRIGGER audit_entry_kept BEFORE UPDATE ON audit_entry
  WHEN NEW.body IS NOT NULL OR NEW.sequence IS NOT OLD.sequence OR NEW.at IS NOT OLD.at OR
    NEW.member IS NOT OLD.member OR NEW.organization IS NOT OLD.organization OR NEW.deed IS NOT OLD.deed OR
    NEW.subject IS NOT OLD.subject OR NEW.subject_id IS NOT OLD.subject_id OR NEW.purpose IS NOT OLD.purpose OR
    NEW.leaf_hash IS NOT OLD.leaf_hash OR NEW.log_key IS NOT OLD.log_key OR NEW.tag IS NOT OLD.tag OR
    NEW.commitment IS NOT OLD.commitment OR NEW.body_hash IS NOT OLD.body_hash
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entry_in_turn BEFORE INSERT ON audit_entry
  WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit_entry)
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
-- end
-- only postgresql
ALTER TABLE audit_entry ALTER COLUMN deed DROP NOT NULL;
ALTER TABLE audit_entry ALTER COLUMN subject DROP NOT NULL;
ALTER TABLE audit_entry ALTER COLUMN subject_id DROP NOT NULL;
ALTER TABLE audit_entry ALTER COLUMN purpose DROP NOT NULL;
ALTER TABLE audit_entry ADD COLUMN log_key BLOB;
ALTER TABLE audit_entry ADD COLUMN tag BLOB;
ALTER TABLE audit_entry ADD COLUMN commitment BLOB;
ALTER TABLE audit_entry ADD COLUMN body_hash BLOB;
ALTER TABLE audit_entry ADD COLUMN body BLOB;
DROP INDEX audit_entry_subject;
DROP TRIGGER audit_entry_kept ON audit_entry;
CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_entry_kept BEFORE UPDATE ON audit_entry
  FOR EACH ROW WHEN (NEW.body IS NOT NULL OR
    (NEW.sequence, NEW.at, NEW.member, NEW.organization, NEW.deed, NEW.subject, NEW.subject_id, NEW.purpose,
     NEW.leaf_hash, NEW.log_key, NEW.tag, NEW.commitment, NEW.body_hash) IS DISTINCT FROM
    (OLD.sequence, OLD.at, OLD.member, OLD.organization, OLD.deed, OLD.subject, OLD.subject_id, OLD.purpose,
     OLD.leaf_hash, OLD.log_key, OLD.tag, OLD.commitment, OLD.body_hash))
  EXECUTE FUNCTION audit_is_append_only();
-- end
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, sequence) WHERE subject_id IS NOT NULL;
CREATE INDEX audit_entry_tag ON audit_entry (tag) WHERE tag IS NOT NULL;
CREATE INDEX audit_entry_log_key ON audit_entry (log_key, sequence) WHERE log_key IS NOT NULL;

-- Who may open the entries of an organization: itself, and auditors whom it let. `organization` of sixteen zeroes: the
-- entries that are no organization's. `change` counts on whenever somebody is let or no longer let.
CREATE TABLE audit_reader (
  organization BLOB NOT NULL,
  public_key BLOB NOT NULL,
  name TEXT NOT NULL,
  change BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (organization, public_key)
);
-- The keys of a week's entries, wrapped to each of those.
CREATE TABLE audit_log_key (
  id BLOB PRIMARY KEY,
  organization BLOB NOT NULL,
  made_at BIGINT NOT NULL
);
CREATE TABLE audit_log_wrap (
  reader BLOB NOT NULL,
  log_key BLOB NOT NULL REFERENCES audit_log_key (id),
  wrapped BLOB NOT NULL,
  PRIMARY KEY (reader, log_key)
);

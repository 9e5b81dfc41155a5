-- Organizations and the services they give. No row here is about a person.
-- `source`, `foreign_id`, `source_line`: where an imported row came from; `digest`: of what it said, so that the same
-- import again changes nothing.
CREATE TABLE directory_organization (
  id BLOB PRIMARY KEY,
  connected BLOB, -- access_organization.id, when it can be asked here
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  url TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  source TEXT NOT NULL,
  foreign_id TEXT NOT NULL,
  source_line BIGINT NOT NULL,
  digest BLOB
);
CREATE INDEX directory_organization_source ON directory_organization (source, foreign_id);
CREATE INDEX directory_organization_connected ON directory_organization (connected) WHERE connected IS NOT NULL;

CREATE TABLE directory_service (
  id BLOB PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES directory_organization (id),
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  url TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  status BIGINT NOT NULL,
  kinds BIGINT NOT NULL,
  housing BIGINT NOT NULL,
  ages_from BIGINT NOT NULL,
  ages_to BIGINT NOT NULL,
  takes BIGINT NOT NULL,
  asks BIGINT NOT NULL,
  languages BIGINT NOT NULL,
  season_from BIGINT NOT NULL, -- month * 100 + day; 0: all year
  season_to BIGINT NOT NULL,
  violence_only BIGINT NOT NULL,
  eligibility TEXT NOT NULL,
  immigration TEXT NOT NULL,
  income_percent BIGINT,
  year_round_beds BIGINT NOT NULL,
  site_name TEXT NOT NULL,
  address TEXT NOT NULL, -- never of a confidential site: see directory_address
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  postcode TEXT NOT NULL,
  county TEXT NOT NULL,
  region TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  confidential BIGINT NOT NULL,
  source TEXT NOT NULL,
  foreign_id TEXT NOT NULL,
  source_line BIGINT NOT NULL,
  digest BLOB,
  CHECK (confidential = 0 OR (address = '' AND postcode = '' AND latitude IS NULL AND longitude IS NULL))
);
CREATE INDEX directory_service_organization ON directory_service (organization);
CREATE INDEX directory_service_source ON directory_service (source, foreign_id);
CREATE INDEX directory_service_county ON directory_service (county);

-- Counties a service is limited to.
CREATE TABLE directory_service_area (
  service BLOB NOT NULL REFERENCES directory_service (id),
  county TEXT NOT NULL,
  PRIMARY KEY (service, county)
);

-- Offices of an organization beside the sites of its services.
CREATE TABLE directory_location (
  id BLOB PRIMARY KEY,
  organization BLOB NOT NULL REFERENCES directory_organization (id),
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  postcode TEXT NOT NULL,
  county TEXT NOT NULL,
  region TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  source TEXT NOT NULL,
  foreign_id TEXT NOT NULL,
  source_line BIGINT NOT NULL,
  digest BLOB
);
CREATE INDEX directory_location_organization ON directory_location (organization);
CREATE INDEX directory_location_source ON directory_location (source, foreign_id);

-- Places to count. `occupied` is null until the organization confirmed it.
CREATE TABLE directory_capacity (
  service BLOB PRIMARY KEY REFERENCES directory_service (id),
  total BIGINT NOT NULL CHECK (total >= 0),
  occupied BIGINT CHECK (occupied >= 0),
  held BIGINT NOT NULL CHECK (held >= 0),
  confirmed_at BIGINT,
  confirmed_by BLOB,
  version BIGINT NOT NULL,
  CHECK (occupied + held <= total),
  CHECK (occupied IS NOT NULL OR held = 0)
);
CREATE INDEX directory_capacity_confirmed ON directory_capacity (service) WHERE occupied IS NOT NULL;

-- Beds kept for a referral; `id` is the referral's.
CREATE TABLE directory_hold (
  id BLOB PRIMARY KEY,
  service BLOB NOT NULL REFERENCES directory_capacity (service),
  until BIGINT NOT NULL,
  beds BIGINT NOT NULL CHECK (beds > 0)
);
CREATE INDEX directory_hold_until ON directory_hold (until);

-- A confidential site's address, in an envelope under a key wrapped to the organization it belongs to.
CREATE TABLE directory_address (
  service BLOB PRIMARY KEY REFERENCES directory_service (id),
  wrapped_key BLOB NOT NULL,
  envelope BLOB NOT NULL,
  version BIGINT NOT NULL
);

-- Goes up when services change (not beds), so that what is kept in memory can be renewed.
CREATE TABLE directory_revision (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  revision BIGINT NOT NULL
);
INSERT INTO directory_revision (one, revision) VALUES (1, 0);

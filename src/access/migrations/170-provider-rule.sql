-- What an organization asks of its identity provider's word (oidc/). None: it has no provider, or asks nothing.
CREATE TABLE provider_rule (
  organization_id BLOB PRIMARY KEY REFERENCES organization (id),
  demanded BIGINT NOT NULL, -- 1: nobody comes in without it
  second_factor BIGINT NOT NULL -- 1: it counts as the second factor
);

-- Whose number it was, when: a projection of the topic numbers. valid_to is null while it lasts; the end is exclusive.
create table route (
  id              uuid        primary key,
  number          text        not null,
  valid_from      timestamptz not null,
  valid_to        timestamptz check (valid_to > valid_from),
  workspace_id    text        not null,
  slot            text        not null,
  carrier         text,
  carrier_account text,
  changed_at      timestamptz not null default clock_timestamp(),
  unique (number, valid_from)
);
-- One owner at a time.
create unique index route_current on route (number) where valid_to is null;
create index route_current_of_workspace on route (workspace_id) where valid_to is null;
create index route_changed_at on route (changed_at);

-- What a workspace uses a number for, by provisioning-service: told apart from who owns it, and not before or after it.
create table number_use (
  workspace_id text        not null,
  number       text        not null,
  type         text        not null,
  said_at      timestamptz not null,
  primary key (workspace_id, number)
);

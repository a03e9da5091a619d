-- Inbound that no workspace owned at its receipt: kept as it came, until its number's owner is known.
create table unrouted (
  id           uuid        primary key references webhook_log,
  source       text        not null,
  number       text        not null,
  reason       text        not null check (reason in ('UNKNOWN_NUMBER', 'NUMBER_RELEASED')),
  received_at  timestamptz not null,
  dedupe_key   text        not null,
  account      text        not null,
  content_type text        not null,
  body         bytea       not null
);
create index unrouted_of_number on unrouted (number, received_at);

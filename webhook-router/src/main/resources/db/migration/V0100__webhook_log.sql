-- Every webhook that took effect here, once: the unique row is inserted in the transaction of the effect.
create table webhook_log (
  id           uuid        primary key,
  source       text        not null,
  dedupe_key   text        not null,
  key          text        not null,
  outcome      text        not null check (outcome in ('APPLIED', 'PARKED', 'IGNORED')),
  received_at  timestamptz not null,
  processed_at timestamptz not null default clock_timestamp(),
  unique (source, dedupe_key)
);

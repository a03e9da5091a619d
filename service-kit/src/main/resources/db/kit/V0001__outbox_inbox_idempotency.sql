-- Versions 1–99 belong to the service kit, services count from 100.

create table outbox (
  seq          bigint generated always as identity primary key,
  id           uuid        not null unique,
  topic        text        not null,
  key          text        not null,
  type         text        not null,
  workspace_id text,
  traceparent  text,
  payload      text        not null,
  created_at   timestamptz not null default clock_timestamp()
);

create table inbox (
  consumer    text        not null,
  event_id    uuid        not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (consumer, event_id)
);
create index inbox_received_at on inbox (received_at);

create table idempotency_key (
  scope        text        not null,
  key          text        not null,
  fingerprint  text        not null,
  locked_until timestamptz not null,
  status       int,
  content_type text,
  location     text,
  body         bytea,
  created_at   timestamptz not null default clock_timestamp(),
  primary key (scope, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);

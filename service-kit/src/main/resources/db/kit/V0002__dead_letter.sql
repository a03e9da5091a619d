-- Records that a consumer could not apply, until they are replayed or discarded.

create table dead_letter (
  id               uuid        primary key,
  consumer         text        not null,
  topic            text        not null,
  record_partition int         not null,
  record_offset    bigint      not null,
  -- Offsets begin again when a topic is created again.
  record_time      timestamptz not null,
  key              text,
  type             text,
  -- A JSON array of objects with name and value, the value in base64.
  headers          text        not null,
  body             bytea,
  reason           text        not null,
  created_at       timestamptz not null default clock_timestamp(),
  outcome          text check (outcome in ('REPLAYED', 'DISCARDED')),
  resolved_at      timestamptz,
  resolved_by      text,
  discard_reason   text,
  unique (consumer, topic, record_partition, record_offset, record_time),
  check ((outcome is null) = (resolved_at is null) and (outcome is null) = (resolved_by is null)),
  check ((outcome = 'DISCARDED') is true = (discard_reason is not null))
);
create index dead_letter_open on dead_letter (consumer) where outcome is null;
create index dead_letter_resolved_at on dead_letter (resolved_at) where outcome is not null;

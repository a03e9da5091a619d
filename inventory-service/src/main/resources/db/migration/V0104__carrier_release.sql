-- A number that was bought and has no row of its own, because another row has its E.164: it is released at its carrier by the
-- carrier's id. Its command is sent again until the carrier confirms it.
create table carrier_release (
  id                uuid        primary key,
  order_id          uuid        not null unique,
  e164              text        not null,
  carrier           text        not null,
  carrier_account   text,
  carrier_number_id text        not null,
  reason            text        not null,
  created_at        timestamptz not null default clock_timestamp(),
  sent_at           timestamptz not null,
  confirmed_at      timestamptz,
  version           int         not null default 0
);
create index carrier_release_open on carrier_release (sent_at) where confirmed_at is null;

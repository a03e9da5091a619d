-- When the next call to a carrier may begin, over all instances. Unlogged: what a crash of the database forgets is older than
-- the crash took, and a turn costs no write to disk.
create unlogged table carrier_turn (
  carrier text        primary key,
  next_at timestamptz not null
);

-- A carrier was asked something for this job before: what is asked when it is taken up again is a repetition.
alter table carrier_order add column asked boolean not null default false;
alter table number_configuration add column asked boolean not null default false;
alter table number_release add column asked boolean not null default false;
alter table outgoing_message add column asked boolean not null default false;

-- What an order may cost, reserved before its purchase is sent. It counts for its day (UTC) unless the order failed.
create table purchase_spend (
  order_id     uuid   primary key,
  day          date   not null,
  carrier      text   not null,
  workspace_id text,
  cents        bigint not null check (cents >= 0)
);
create index purchase_spend_day on purchase_spend (day);

-- Purchases are stopped at a carrier, or at all ('*'), while there is a row.
create table purchase_stop (
  carrier    text        primary key,
  stopped_by text        not null,
  stopped_at timestamptz not null default clock_timestamp()
);

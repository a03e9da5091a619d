-- Every job table starts with the columns of a job. due_at null: nothing more to do.

create table carrier_order (
  id                uuid        primary key,
  carrier           text        not null,
  state             text        not null,
  due_at            timestamptz default clock_timestamp(),
  lease_until       timestamptz,
  claimed_at        timestamptz,
  epoch             int         not null,
  attempts          int         not null,
  code              text,
  detail            text,
  traceparent       text,
  answer_type       text,
  answer            text,
  created_at        timestamptz not null default clock_timestamp(),
  operation_id      uuid,
  purpose           text        not null,
  workspace_id      text,
  workspace_name    text,
  slot              text,
  wanted            text,
  country           text        not null,
  number_type       text        not null,
  area_code         text,
  candidate         text,
  in_doubt          boolean     not null,
  refusal           text,
  doubted_at        timestamptz,
  unknown_said      boolean     not null,
  candidates_tried  int         not null,
  searches          int         not null,
  lookups           int         not null,
  pending_looks     int         not null,
  carrier_number_id text,
  carrier_account   text
);
create index carrier_order_due on carrier_order (due_at) where due_at is not null;
-- Two orders never try to buy the same number at the same time.
create unique index carrier_order_candidate on carrier_order (candidate) where state not in ('SUCCEEDED', 'FAILED');

create table number_configuration (
  id                uuid        primary key,
  carrier           text        not null,
  state             text        not null,
  due_at            timestamptz default clock_timestamp(),
  lease_until       timestamptz,
  claimed_at        timestamptz,
  epoch             int         not null,
  attempts          int         not null,
  code              text,
  detail            text,
  traceparent       text,
  answer_type       text,
  answer            text,
  created_at        timestamptz not null default clock_timestamp(),
  operation_id      uuid,
  workspace_id      text,
  e164              text        not null,
  carrier_number_id text
);
create index number_configuration_due on number_configuration (due_at) where due_at is not null;

create table number_release (
  id                uuid        primary key,
  carrier           text        not null,
  state             text        not null,
  due_at            timestamptz default clock_timestamp(),
  lease_until       timestamptz,
  claimed_at        timestamptz,
  epoch             int         not null,
  attempts          int         not null,
  code              text,
  detail            text,
  traceparent       text,
  answer_type       text,
  answer            text,
  created_at        timestamptz not null default clock_timestamp(),
  e164              text        not null,
  carrier_number_id text
);
create index number_release_due on number_release (due_at) where due_at is not null;

create table outgoing_message (
  id                 uuid        primary key,
  carrier            text        not null,
  state              text        not null,
  due_at             timestamptz default clock_timestamp(),
  lease_until        timestamptz,
  claimed_at         timestamptz,
  epoch              int         not null,
  attempts           int         not null,
  code               text,
  detail             text,
  traceparent        text,
  answer_type        text,
  answer             text,
  created_at         timestamptz not null default clock_timestamp(),
  workspace_id       text,
  channel            text,
  sender             text        not null,
  recipient          text        not null,
  body               text,
  media_urls         text,
  submitted_at       timestamptz,
  lookups            int         not null,
  carrier_message_id text
);
create index outgoing_message_due on outgoing_message (due_at) where due_at is not null;
create index outgoing_message_carrier_id on outgoing_message (carrier_message_id) where carrier_message_id is not null;

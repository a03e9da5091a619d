create table contact (
  id           uuid        primary key,
  workspace_id text        not null,
  address      text        not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  unique (workspace_id, address)
);
create index contact_of_workspace on contact (workspace_id, id);

create table conversation (
  id                   uuid        primary key,
  workspace_id         text        not null,
  channel              text        not null check (channel in ('SMS', 'WHATSAPP')),
  number               text        not null,
  peer                 text        not null,
  contact_id           uuid        not null references contact,
  created_at           timestamptz not null,
  -- Ids of messages grow with time: the list is ordered and paged by this one.
  last_message_id      uuid        not null,
  last_message_at      timestamptz not null,
  last_message_preview text        not null,
  unique (workspace_id, channel, number, peer)
);
create index conversation_of_workspace on conversation (workspace_id, last_message_id desc);
create index conversation_of_number on conversation (workspace_id, number, last_message_id desc);

create table message (
  id                 uuid        primary key,
  workspace_id       text        not null,
  conversation_id    uuid        not null references conversation,
  direction          text        not null check (direction in ('INBOUND', 'OUTBOUND')),
  sender             text        not null,
  recipient          text        not null,
  body               text        not null,
  media_urls         text[]      not null,
  status             text        not null,
  error_code         text,
  carrier            text,
  carrier_message_id text,
  -- Of the request that asked to send it: asking again is the same message.
  idempotency_key    text,
  created_at         timestamptz not null,
  status_at          timestamptz not null
);
create index message_of_conversation on message (conversation_id, id desc);
create unique index message_of_carrier on message (carrier_message_id, carrier, direction) where carrier_message_id is not null;
create unique index message_of_request on message (workspace_id, idempotency_key) where idempotency_key is not null;

-- What a carrier said about a message before it was known here under the carrier's id.
create table early_status (
  -- Carrier and the carrier's id of the message.
  id          text        primary key,
  status      text        not null,
  error_code  text,
  occurred_at timestamptz not null
);

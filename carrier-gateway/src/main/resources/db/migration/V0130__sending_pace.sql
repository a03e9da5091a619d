-- When a sending number, or a campaign that several of them share, may send its next message.
create table sending_pace (
  sender    text        primary key,
  next_free timestamptz not null
);

-- Who else waits to be sent from a number, in which order.
create index outgoing_message_waiting on outgoing_message (sender, created_at, id) where due_at is not null;

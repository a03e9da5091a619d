-- What carriers told on their own of messages whose send was not decided yet: under which of their ids they have them.
create table message_proof (
  message_id         uuid primary key references outgoing_message on delete cascade,
  carrier_message_id text not null
);

-- One message of the carrier's is one message of ours: two lost ones with the same words must not both take it for theirs.
drop index outgoing_message_carrier_id;
create unique index outgoing_message_carrier_id on outgoing_message (carrier, carrier_message_id)
  where carrier_message_id is not null;

alter table outgoing_message add column doubted_at timestamptz;

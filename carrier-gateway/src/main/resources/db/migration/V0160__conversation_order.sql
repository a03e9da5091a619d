-- Who was written to before a message in its conversation: with only the sender, all that a number has waiting is read each time.
create index outgoing_message_before on outgoing_message (sender, recipient, created_at, id) where due_at is not null;

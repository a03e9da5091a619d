-- Reads the tables while other transactions write to them.
alter table carrier_order validate constraint carrier_order_state;
alter table number_configuration validate constraint number_configuration_state;
alter table number_release validate constraint number_release_state;
alter table outgoing_message validate constraint outgoing_message_state;

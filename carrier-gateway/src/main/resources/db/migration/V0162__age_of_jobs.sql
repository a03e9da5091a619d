-- Old jobs are looked for by age; rows come in its order, so a summary per range of pages is enough.
create index carrier_order_age on carrier_order using brin (created_at) with (autosummarize = on);
create index number_configuration_age on number_configuration using brin (created_at) with (autosummarize = on);
create index number_release_age on number_release using brin (created_at) with (autosummarize = on);
create index outgoing_message_age on outgoing_message using brin (created_at) with (autosummarize = on);

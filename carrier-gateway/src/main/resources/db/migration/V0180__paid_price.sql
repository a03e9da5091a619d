-- What is paid for the number a month, in the price book's currency; null: nothing.
alter table carrier_order add column paid_cents bigint;

-- The operation that fills the slot in place of one that met an unusable number of the stock.
alter table operation add column successor_id uuid;

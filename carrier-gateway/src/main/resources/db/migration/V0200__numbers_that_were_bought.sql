-- A number that the carrier sold instead of the ordered one, and its release: nothing is bought before that has ended.
alter table carrier_order add column other_e164 text;
alter table carrier_order add column other_number_id text;
alter table carrier_order add column other_account text;
alter table carrier_order add column give_back_id uuid;
-- When the carrier no longer had the number: its id is free for another order. Set by a trigger.
alter table carrier_order add column released_at timestamptz;
-- The account that has the number; null: unknown.
alter table number_release add column carrier_account text;

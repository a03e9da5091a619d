-- The columns exist since the migration before, so that this one does not hold their strong lock while it reads the tables.
create function carrier_number_released() returns trigger language plpgsql as $$
begin
  update carrier_order set released_at = clock_timestamp()
  where carrier = new.carrier and carrier_number_id = new.carrier_number_id and released_at is null;
  return null;
end $$;

create trigger number_release_succeeded after update of state on number_release
  for each row when (new.state = 'SUCCEEDED' and old.state <> 'SUCCEEDED') execute function carrier_number_released();

update carrier_order bought set released_at = clock_timestamp()
from number_release released
where released.state = 'SUCCEEDED' and released.carrier = bought.carrier
  and released.carrier_number_id = bought.carrier_number_id;
-- Of several orders with one number, only the newest has it.
update carrier_order older set released_at = clock_timestamp()
where older.released_at is null and older.carrier_number_id is not null and exists (
  select from carrier_order newer
  where newer.carrier = older.carrier and newer.carrier_account = older.carrier_account
    and newer.carrier_number_id = older.carrier_number_id and newer.released_at is null
    and (newer.created_at, newer.id) > (older.created_at, older.id));

-- A carrier's number belongs to one order, as long as the account has it.
create unique index carrier_order_number on carrier_order (carrier, carrier_number_id, carrier_account)
  where carrier_number_id is not null and released_at is null;
-- Which account bought a number, also after its release.
create index carrier_order_account on carrier_order (carrier, carrier_number_id) where carrier_account is not null;

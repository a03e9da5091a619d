-- A payment is credited once per workspace, whoever sends it and whenever. Credits of an earlier release that share a reference
-- stay; the first of them is the payment's credit.
alter table transfer add column payment_reference text;
alter table transfer disable trigger transfer_is_immutable;
update transfer set payment_reference = reference
where id in (select distinct on (workspace_id, reference) id from transfer where kind = 'CREDIT'
  order by workspace_id, reference, created_at, id);
alter table transfer enable trigger transfer_is_immutable;
create unique index transfer_payment on transfer (workspace_id, payment_reference) where payment_reference is not null;

-- By the database, so that a credit of an instance of the earlier release is a payment too.
create function set_payment_reference() returns trigger language plpgsql as $$
begin
  new.payment_reference := case when new.kind = 'CREDIT' then new.reference end;
  return new;
end $$;
create trigger transfer_payment before insert on transfer for each row execute function set_payment_reference();

-- A capture or a void ends a hold of the same workspace and currency, and at most its amount. Each has at most one (hold_id is unique).
create function check_resolution() returns trigger language plpgsql as $$
begin
  if new.kind in ('CAPTURE', 'VOID') and not exists (select from transfer where id = new.hold_id and kind = 'HOLD'
      and workspace_id = new.workspace_id and currency = new.currency and amount_cents >= new.amount_cents) then
    raise check_violation using constraint = 'transfer_resolution',
      message = format('%s %s names no hold of workspace %s that covers it', new.kind, new.id, new.workspace_id);
  end if;
  return new;
end $$;
create trigger transfer_resolution before insert on transfer for each row execute function check_resolution();

-- The sums of the transfers, kept by the database. At the end of each transaction a wallet must be equal to them, whoever wrote it.
alter table wallet add column ledger_balance_cents bigint not null default 0, add column ledger_held_cents bigint not null default 0;
update wallet set ledger_balance_cents = sums.balance, ledger_held_cents = sums.held
from (select workspace_id,
        sum(case kind when 'CREDIT' then amount_cents when 'CAPTURE' then -amount_cents else 0 end) as balance,
        sum(case kind when 'HOLD' then amount_cents when 'CREDIT' then 0 else -amount_cents end) as held
      from transfer group by workspace_id) sums
where wallet.workspace_id = sums.workspace_id;

create function add_to_ledger() returns trigger language plpgsql as $$
begin
  update wallet set
    ledger_balance_cents = ledger_balance_cents
      + case new.kind when 'CREDIT' then new.amount_cents when 'CAPTURE' then -new.amount_cents else 0 end,
    ledger_held_cents = ledger_held_cents
      + case new.kind when 'HOLD' then new.amount_cents when 'CREDIT' then 0 else -new.amount_cents end
  where workspace_id = new.workspace_id;
  return null;
end $$;
create trigger transfer_ledger after insert on transfer for each row execute function add_to_ledger();

create function check_wallet() returns trigger language plpgsql as $$
begin
  if exists (select from wallet where workspace_id = new.workspace_id
      and (balance_cents, held_cents) is distinct from (ledger_balance_cents, ledger_held_cents)) then
    raise check_violation using constraint = 'wallet_ledger',
      message = format('The wallet of workspace %s differs from the sum of its transfers', new.workspace_id);
  end if;
  return null;
end $$;
create constraint trigger wallet_ledger after insert or update on wallet deferrable initially deferred
  for each row execute function check_wallet();

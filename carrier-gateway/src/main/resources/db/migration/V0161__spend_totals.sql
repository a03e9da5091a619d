-- What a day's reservations come to: adding them up took longer with each purchase, while all others waited. Kept by triggers,
-- so whoever reserves, or lets an order fail, cannot forget it.
create table purchase_total (
  day   date   not null,
  scope text   not null, -- ALL, CARRIER, WORKSPACE
  name  text   not null, -- of the carrier or the workspace; of all ''
  cents bigint not null,
  primary key (scope, name, day)
) with (fillfactor = 50);

-- Rows are locked in the same order by everybody.
create function purchase_total_add(on_day date, of_carrier text, of_workspace text, amount bigint) returns void
language sql as $$
  insert into purchase_total (day, scope, name, cents)
  select on_day, scope, name, amount
  from (values (1, 'ALL', ''), (2, 'CARRIER', of_carrier), (3, 'WORKSPACE', of_workspace)) as part (place, scope, name)
  where name is not null order by place
  on conflict (scope, name, day) do update set cents = purchase_total.cents + excluded.cents
$$;

-- Days that are over by more than one are not looked at any more: what is forgotten of them is not counted back.
create function purchase_spend_counted() returns trigger
language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.day > current_date - 3 then
    perform purchase_total_add(old.day, old.carrier, old.workspace_id, -old.cents);
  end if;
  if tg_op <> 'DELETE' then
    perform purchase_total_add(new.day, new.carrier, new.workspace_id, new.cents);
  end if;
  return null;
end
$$;

-- Nothing was bought, and nothing will be.
create function carrier_order_failed() returns trigger
language plpgsql as $$
begin
  delete from purchase_spend where order_id = new.id;
  return null;
end
$$;

delete from purchase_spend spend
where exists (select from carrier_order where id = spend.order_id and state = 'FAILED');

create trigger purchase_spend_counted after insert or update or delete on purchase_spend
  for each row execute function purchase_spend_counted();
create trigger carrier_order_failed after update of state on carrier_order
  for each row when (new.state = 'FAILED' and old.state <> 'FAILED') execute function carrier_order_failed();

insert into purchase_total (day, scope, name, cents)
  select day, 'ALL', '', sum(cents) from purchase_spend group by day
  union all select day, 'CARRIER', carrier, sum(cents) from purchase_spend group by day, carrier
  union all select day, 'WORKSPACE', workspace_id, sum(cents) from purchase_spend where workspace_id is not null
    group by day, workspace_id;

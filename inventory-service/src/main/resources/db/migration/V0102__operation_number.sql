-- What each operation was assigned, remembered for ever: an operation gets one number, and none after it was released or given up.
-- A number that was assigned for one operation and answered to another one of the same slot has a row for each.
create table operation_number (
  operation_id uuid        primary key,
  -- Null: the operation gave up before it was assigned a number.
  number_id    uuid,
  assigned_at  timestamptz not null,
  -- When the number was released or the operation gave it up.
  ended_at     timestamptz,
  check (number_id is not null or ended_at is not null)
);
create index operation_number_current on operation_number (number_id) where ended_at is null;

insert into operation_number (operation_id, number_id, assigned_at)
select operation_id, id, assigned_at from phone_number where operation_id is not null;
insert into operation_number (operation_id, number_id, assigned_at, ended_at)
select distinct on (cause_id) cause_id, number_id, at, at from number_history
where from_assignment = 'FREE' and to_assignment = 'ASSIGNED' and cause_id is not null
order by cause_id, seq
on conflict do nothing;

-- By the database, so that no statement of any release assigns a second number for an operation.
create function remember_operation() returns trigger language plpgsql as $$
begin
  if old.assignment = 'FREE' and new.assignment = 'ASSIGNED' then
    insert into operation_number (operation_id, number_id, assigned_at) values (new.operation_id, new.id, new.assigned_at)
    on conflict do nothing;
    if not found then
      raise unique_violation using constraint = 'operation_number_once',
        message = format('Operation %s was assigned a number before', new.operation_id);
    end if;
  elsif old.workspace_id is not null and new.workspace_id is null then
    update operation_number set ended_at = clock_timestamp() where number_id = new.id and ended_at is null;
  end if;
  return null;
end $$;
create trigger phone_number_operation after update on phone_number for each row execute function remember_operation();

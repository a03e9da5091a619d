-- What operators did to operations: who, when, why, and the operation before and after. Never changed.
create table operator_action (
  id           bigint      generated always as identity primary key,
  operation_id uuid        not null references operation,
  action       text        not null check (action in ('FAIL', 'REDRIVE')),
  actor        text        not null,
  reason       text,
  at           timestamptz not null default clock_timestamp(),
  before_state text        not null,
  before_step  text        not null,
  after_state  text        not null,
  after_step   text        not null
);
create index operator_action_of_operation on operator_action (operation_id, id);

create function refuse_change_of_action() returns trigger language plpgsql as
$$ begin raise exception 'an action of an operator is never changed'; end $$;
create trigger operator_action_is_immutable before update or delete on operator_action
  for each row execute function refuse_change_of_action();

-- The list of open operations, the oldest first.
create index operation_open on operation (created_at, id) where ended_at is null;

create table wallet (
  workspace_id  text   primary key references workspace,
  currency      text   not null check (currency ~ '^[A-Z]{3}$'),
  balance_cents bigint not null default 0 check (balance_cents >= 0),
  held_cents    bigint not null default 0 check (held_cents >= 0),
  check (held_cents <= balance_cents)
);

-- Immutable: money that moved is never edited, a hold is resolved by another transfer, once.
create table transfer (
  id           uuid        primary key,
  workspace_id text        not null references wallet,
  kind         text        not null check (kind in ('CREDIT', 'HOLD', 'CAPTURE', 'VOID')),
  amount_cents bigint      not null check (amount_cents > 0),
  currency     text        not null,
  hold_id      uuid        references transfer unique,
  reference    text        not null,
  created_at   timestamptz not null default clock_timestamp(),
  check ((kind in ('CAPTURE', 'VOID')) = (hold_id is not null))
);
create index transfer_of_workspace on transfer (workspace_id, created_at desc, id desc);

create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'a transfer is never changed'; end $$;
create trigger transfer_is_immutable before update or delete on transfer
  for each row execute function refuse_change();

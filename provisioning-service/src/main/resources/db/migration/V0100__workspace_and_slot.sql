create table workspace (
  id          text        primary key check (id ~ '^[A-Za-z0-9_-]{1,64}$'),
  name        text,
  plan        text        not null,
  state       text        not null check (state in ('ACTIVE', 'DELETED')),
  source_time timestamptz not null,
  created_at  timestamptz not null default clock_timestamp()
);

-- What a workspace may own: one number per slot, and a number in one slot only.
create table slot (
  id           uuid        primary key,
  workspace_id text        not null references workspace,
  name         text        not null,
  kind         text        not null check (kind in ('INCLUDED', 'PURCHASED')),
  label        text        not null check (label in ('PRIMARY', 'SALES', 'SUPPORT', 'CUSTOM')),
  state        text        not null check (state in ('FILLING', 'FILLED', 'EMPTYING', 'VACANT')),
  display_name text,
  number_id    uuid,
  e164         text,
  number_type  text,
  country      text,
  filled_at    timestamptz,
  operation_id uuid,
  attempt      int         not null default 0,
  bought_in_vain int       not null default 0,
  retry_at     timestamptz,
  version      int         not null default 0,
  unique (workspace_id, name),
  check ((state in ('FILLED', 'EMPTYING')) = (number_id is not null and e164 is not null)),
  check (retry_at is null or state = 'VACANT')
);
create unique index slot_number on slot (number_id) where number_id is not null;
create unique index slot_e164 on slot (e164) where e164 is not null;
create unique index slot_one_primary on slot (workspace_id) where label = 'PRIMARY' and state <> 'VACANT';
-- A bought slot ends with its number: what a workspace has costs as much as it has, however much it had.
create index slot_of_workspace on slot (workspace_id) where kind = 'INCLUDED' or state <> 'VACANT';
create index slot_retry on slot (retry_at) where retry_at is not null;

create table operation (
  id             uuid        primary key,
  kind           text        not null check (kind in ('PROVISION', 'PURCHASE', 'RELEASE')),
  state          text        not null check (state in ('RUNNING', 'COMPENSATING', 'NEEDS_ATTENTION', 'COMPLETED',
                                                       'COMPENSATED', 'FAILED')),
  step           text        not null,
  workspace_id   text        not null references workspace,
  workspace_name text,
  slot           text        not null,
  country        text,
  number_type    text,
  area_code      text,
  number_id      uuid,
  e164           text,
  carrier        text,
  carrier_number_id text,
  ordered        boolean     not null default false,
  auto_retry     boolean     not null default false,
  price_cents    bigint,
  error_code     text,
  error_detail   text,
  deadline       timestamptz not null,
  created_at     timestamptz not null default clock_timestamp(),
  ended_at       timestamptz,
  version        int         not null default 0,
  check ((state in ('COMPLETED', 'COMPENSATED', 'FAILED')) = (ended_at is not null))
);
-- The scan for what is due costs as much as there is open, however many have ended.
create index operation_due on operation (deadline) where ended_at is null;

create table operation_step (
  operation_id uuid        not null references operation,
  seq          int         not null,
  name         text        not null,
  state        text        not null check (state in ('RUNNING', 'DONE', 'FAILED')),
  attempt      int         not null default 1,
  started_at   timestamptz not null,
  ended_at     timestamptz,
  note         text,
  primary key (operation_id, seq)
);

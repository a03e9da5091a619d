-- Purchases that were in doubt and not found when their order went on: they are looked up again.
create table purchase_recheck (
  id                uuid        primary key,
  carrier           text        not null,
  state             text        not null,
  due_at            timestamptz default clock_timestamp(),
  lease_until       timestamptz,
  claimed_at        timestamptz,
  epoch             int         not null,
  attempts          int         not null,
  code              text,
  detail            text,
  traceparent       text,
  answer_type       text,
  answer            text,
  asked             boolean     not null default false,
  created_at        timestamptz not null default clock_timestamp(),
  order_id          uuid        not null,
  e164              text        not null,
  rechecks          int         not null,
  constraint purchase_recheck_state check (state in
    ('WAITING', 'SUBMITTING', 'UNKNOWN', 'PENDING', 'SUCCEEDED', 'FAILED', 'NEEDS_ATTENTION'))
);
create index purchase_recheck_due on purchase_recheck (due_at) where due_at is not null;
create index purchase_recheck_age on purchase_recheck using brin (created_at) with (autosummarize = on);
create trigger purchase_recheck_transition before update of state on purchase_recheck
  for each row when (old.state <> new.state) execute function check_job_transition();

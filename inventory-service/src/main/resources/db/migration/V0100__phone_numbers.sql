create table phone_number (
  id                uuid        primary key,
  e164              text        not null check (e164 ~ '^\+[1-9][0-9]{6,14}$'),
  country           text        not null,
  number_type       text        not null check (number_type in ('LOCAL', 'TOLL_FREE', 'MOBILE')),
  area_code         text        check (area_code ~ '^[0-9]{1,6}$'),
  carrier           text        not null,
  carrier_account   text,
  carrier_number_id text,
  voice             boolean,
  sms               boolean,
  mms               boolean,
  -- The order it was bought by; a number added by hand has none.
  order_id          uuid        unique,

  lifecycle         text        not null,
  assignment        text        not null,
  workspace_id      text,
  business_name     text,
  slot              text,
  -- The request it was assigned for: the same request finds the same number.
  operation_id      uuid        unique,
  assigned_at       timestamptz,
  free_since        timestamptz,
  quarantined_until timestamptz,
  -- When its carrier was told last to take it back.
  said_at           timestamptz,

  -- When the last change was made, by whom, why and for what; the trigger below copies them to the history.
  changed_at        timestamptz not null default clock_timestamp(),
  actor             text        not null,
  reason            text        not null,
  cause_id          uuid,
  version           int         not null default 0,
  created_at        timestamptz not null default clock_timestamp(),

  constraint phone_number_states check (lifecycle in ('OWNED', 'QUARANTINED', 'RELEASING', 'RELEASED')
    and assignment in ('FREE', 'ASSIGNED', 'SUSPENDED', 'SET_ASIDE')),
  constraint phone_number_of_nobody check (lifecycle = 'OWNED' or assignment = 'FREE'),
  constraint phone_number_owner check (num_nonnulls(workspace_id, slot, operation_id, assigned_at)
    = case when assignment in ('ASSIGNED', 'SUSPENDED') then 4 else 0 end),
  constraint phone_number_free check ((lifecycle = 'OWNED' and assignment = 'FREE') = (free_since is not null)),
  constraint phone_number_rest check ((lifecycle = 'QUARANTINED') = (quarantined_until is not null))
)
-- The free part of the table is small and changes with every claim: its dead entries must go soon.
with (autovacuum_vacuum_scale_factor = 0.01);

-- One row per number that is ours; a number that was given back may be bought again.
create unique index phone_number_e164 on phone_number (e164) where lifecycle <> 'RELEASED';
-- One number per workspace and slot.
create unique index phone_number_slot on phone_number (workspace_id, slot) where workspace_id is not null;
-- The claim takes the number that is free for longest, of all, of a kind or of an area. A claim only leaves these
-- indexes, so the second and third cost it next to nothing.
create index phone_number_free on phone_number (free_since)
  where lifecycle = 'OWNED' and assignment = 'FREE';
create index phone_number_free_by_kind on phone_number (number_type, country, free_since)
  where lifecycle = 'OWNED' and assignment = 'FREE';
create index phone_number_free_by_area on phone_number (area_code, free_since)
  where lifecycle = 'OWNED' and assignment = 'FREE';
create index phone_number_quarantine on phone_number (quarantined_until) where lifecycle = 'QUARANTINED';
-- Lists by public status, which is a pair of states, and the counts.
create index phone_number_status on phone_number (lifecycle, assignment, id);

-- The enums Lifecycle and Assignment hold the same edges; a test compares the two.
create table number_transition (
  axis       text not null,
  from_state text not null,
  to_state   text not null,
  primary key (axis, from_state, to_state)
);
insert into number_transition values
  ('LIFECYCLE', 'OWNED', 'QUARANTINED'),
  ('LIFECYCLE', 'OWNED', 'RELEASING'),
  ('LIFECYCLE', 'QUARANTINED', 'OWNED'),
  ('LIFECYCLE', 'QUARANTINED', 'RELEASING'),
  ('LIFECYCLE', 'RELEASING', 'RELEASED'),
  ('ASSIGNMENT', 'FREE', 'ASSIGNED'),
  ('ASSIGNMENT', 'ASSIGNED', 'FREE'),
  ('ASSIGNMENT', 'ASSIGNED', 'SUSPENDED'),
  ('ASSIGNMENT', 'ASSIGNED', 'SET_ASIDE'),
  ('ASSIGNMENT', 'SUSPENDED', 'FREE'),
  ('ASSIGNMENT', 'SUSPENDED', 'ASSIGNED'),
  ('ASSIGNMENT', 'SUSPENDED', 'SET_ASIDE'),
  ('ASSIGNMENT', 'SET_ASIDE', 'FREE');

-- Who held this number at time t: the last row with at <= t.
create table number_history (
  seq             bigint      generated always as identity primary key,
  number_id       uuid        not null,
  e164            text        not null,
  at              timestamptz not null,
  actor           text        not null,
  reason          text        not null,
  cause_id        uuid,
  workspace_id    text,
  slot            text,
  from_lifecycle  text,
  from_assignment text,
  to_lifecycle    text        not null,
  to_assignment   text        not null
);
create index number_history_number on number_history (number_id, seq);
create index number_history_e164 on number_history (e164, at);

-- In the database, so that no statement can change a number's state against the rules or without a trace.
create function keep_number_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.lifecycle <> 'OWNED' or new.assignment <> 'FREE' then
      raise check_violation using message = 'A number joins the stock before anything else', constraint = 'number_transition';
    end if;
    insert into number_history (number_id, e164, at, actor, reason, cause_id, to_lifecycle, to_assignment)
    values (new.id, new.e164, new.changed_at, new.actor, new.reason, new.cause_id, new.lifecycle, new.assignment);
    return null;
  end if;
  if old.lifecycle <> new.lifecycle and not exists (select from number_transition
        where axis = 'LIFECYCLE' and from_state = old.lifecycle and to_state = new.lifecycle)
    or old.assignment <> new.assignment and not exists (select from number_transition
        where axis = 'ASSIGNMENT' and from_state = old.assignment and to_state = new.assignment)
    -- What was in use rests before it is offered again, what rests is given to nobody, what is somebody's is not passed on.
    or old.workspace_id is not null and new.lifecycle = 'OWNED' and new.assignment = 'FREE'
    or old.lifecycle <> 'OWNED' and new.assignment <> 'FREE'
    or old.workspace_id <> new.workspace_id then
    raise check_violation using constraint = 'number_transition', message = format('%s %s -> %s %s is no legal transition',
      old.lifecycle, old.assignment, new.lifecycle, new.assignment);
  end if;
  if (old.lifecycle, old.assignment) is distinct from (new.lifecycle, new.assignment) then
    -- A statement that does not say when made its change now.
    insert into number_history (number_id, e164, at, actor, reason, cause_id, workspace_id, slot,
      from_lifecycle, from_assignment, to_lifecycle, to_assignment)
    values (new.id, new.e164, coalesce(nullif(new.changed_at, old.changed_at), clock_timestamp()), new.actor, new.reason,
      new.cause_id, coalesce(new.workspace_id, old.workspace_id), coalesce(new.slot, old.slot),
      old.lifecycle, old.assignment, new.lifecycle, new.assignment);
  end if;
  return null;
end $$;

create trigger phone_number_history after insert or update on phone_number
  for each row execute function keep_number_history();

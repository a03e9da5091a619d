-- Instances of the version before still save jobs. One lock at the start cannot deadlock with them, as locks that grow would; it
-- gives up soon, instead of holding up all claims behind a long reader.
set local lock_timeout = '5s';
lock table carrier_order, number_configuration, number_release, outgoing_message in access exclusive mode;

-- The enum JobState has the same states and transitions; a test compares the two.
create table job_transition (
  from_state text not null,
  to_state   text not null,
  primary key (from_state, to_state)
);
insert into job_transition values
  ('WAITING', 'SUBMITTING'),
  ('WAITING', 'UNKNOWN'),
  ('WAITING', 'SUCCEEDED'),
  ('WAITING', 'FAILED'),
  ('WAITING', 'NEEDS_ATTENTION'),
  ('SUBMITTING', 'WAITING'),
  ('SUBMITTING', 'UNKNOWN'),
  ('SUBMITTING', 'PENDING'),
  ('SUBMITTING', 'SUCCEEDED'),
  ('SUBMITTING', 'FAILED'),
  ('SUBMITTING', 'NEEDS_ATTENTION'),
  ('UNKNOWN', 'WAITING'),
  ('UNKNOWN', 'SUBMITTING'),
  ('UNKNOWN', 'PENDING'),
  ('UNKNOWN', 'SUCCEEDED'),
  ('UNKNOWN', 'FAILED'),
  ('UNKNOWN', 'NEEDS_ATTENTION'),
  ('PENDING', 'WAITING'),
  ('PENDING', 'UNKNOWN'),
  ('PENDING', 'SUCCEEDED'),
  ('PENDING', 'FAILED'),
  ('PENDING', 'NEEDS_ATTENTION'),
  ('NEEDS_ATTENTION', 'UNKNOWN'),
  ('NEEDS_ATTENTION', 'SUCCEEDED'),
  ('NEEDS_ATTENTION', 'FAILED');

create function check_job_transition() returns trigger language plpgsql as $$
begin
  if not exists (select from job_transition where from_state = old.state and to_state = new.state) then
    raise check_violation using constraint = 'job_transition', table = tg_table_name,
      message = format('%s -> %s is no legal transition of job %s', old.state, new.state, old.id);
  end if;
  return new;
end $$;

create trigger carrier_order_transition before update of state on carrier_order
  for each row when (old.state <> new.state) execute function check_job_transition();
create trigger number_configuration_transition before update of state on number_configuration
  for each row when (old.state <> new.state) execute function check_job_transition();
create trigger number_release_transition before update of state on number_release
  for each row when (old.state <> new.state) execute function check_job_transition();
create trigger outgoing_message_transition before update of state on outgoing_message
  for each row when (old.state <> new.state) execute function check_job_transition();

-- Not validated here: that reads the whole tables, and this transaction locks them. V0192 validates them, with a weaker lock.
alter table carrier_order add constraint carrier_order_state check (state in
  ('WAITING', 'SUBMITTING', 'UNKNOWN', 'PENDING', 'SUCCEEDED', 'FAILED', 'NEEDS_ATTENTION')) not valid;
alter table number_configuration add constraint number_configuration_state check (state in
  ('WAITING', 'SUBMITTING', 'UNKNOWN', 'PENDING', 'SUCCEEDED', 'FAILED', 'NEEDS_ATTENTION')) not valid;
alter table number_release add constraint number_release_state check (state in
  ('WAITING', 'SUBMITTING', 'UNKNOWN', 'PENDING', 'SUCCEEDED', 'FAILED', 'NEEDS_ATTENTION')) not valid;
alter table outgoing_message add constraint outgoing_message_state check (state in
  ('WAITING', 'SUBMITTING', 'UNKNOWN', 'PENDING', 'SUCCEEDED', 'FAILED', 'NEEDS_ATTENTION')) not valid;

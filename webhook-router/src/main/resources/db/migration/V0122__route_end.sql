-- The ends of routes, without a time limit: an assignment that is read after its release is not open. assigned_at names the
-- assignment that ends; releases of earlier versions do not.
create table route_end (
  number       text        not null,
  workspace_id text        not null,
  ended_at     timestamptz not null,
  assigned_at  timestamptz,
  primary key (number, workspace_id, ended_at)
);
insert into route_end (number, workspace_id, ended_at, assigned_at)
select number, workspace_id, valid_to, valid_from from route where valid_to is not null
on conflict do nothing;

-- What an operator decided about an order that needs attention: GIVE_UP or ADOPT; null: nothing yet.
alter table carrier_order add column decision text;
-- Who did what to an order, when and why.
create table order_action (
  id       bigint      generated always as identity primary key,
  order_id uuid        not null,
  action   text        not null check (action in ('LOOK_UP', 'GIVE_UP', 'ADOPT')),
  actor    text        not null,
  reason   text        not null,
  at       timestamptz not null default clock_timestamp()
);
create index order_action_order on order_action (order_id);
create index carrier_order_open on carrier_order (state, id) where state not in ('SUCCEEDED', 'FAILED');

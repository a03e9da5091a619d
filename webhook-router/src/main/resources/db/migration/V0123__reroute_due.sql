-- Unrouted webhooks of the route's period are still to be routed. Earlier versions route them at once and leave this false.
alter table route add column reroute_due boolean not null default false;
create index route_reroute_due on route (valid_from) where reroute_due;

-- What a carrier said that a number costs us for a month, and when it said so.
create table carrier_cost (
  carrier     text        not null,
  country     text        not null,
  number_type text        not null,
  minor_units bigint      not null check (minor_units >= 0),
  currency    text        not null,
  seen_at     timestamptz not null,
  primary key (carrier, country, number_type)
);

-- When a carrier is asked for its prices of a country again; whoever moves the time on is who asks.
create table carrier_cost_look_up (
  carrier text        not null,
  country text        not null,
  due_at  timestamptz not null,
  primary key (carrier, country)
);

-- Projection of the topic prices: all sale prices of each kind of number, present and announced. An event replaces the rows of its
-- kind. A kind that is not sold has a row without amounts: an empty table means that no event was received yet.
create table sale_price (
  country       text        not null check (country ~ '^[A-Z]{2}$'),
  number_type   text        not null check (number_type in ('LOCAL', 'TOLL_FREE', 'MOBILE')),
  currency      text        not null,
  -- The first instant at which the price holds; -infinity: it always held.
  valid_from    timestamptz not null,
  -- Minor units for a month: of the carrier with the highest price and of the one with the lowest. Null: not sold from then on.
  highest_cents bigint      check (highest_cents >= 0),
  lowest_cents  bigint      check (lowest_cents >= 0),
  check ((highest_cents is null) = (lowest_cents is null)),
  check (lowest_cents <= highest_cents),
  primary key (country, number_type, valid_from)
);

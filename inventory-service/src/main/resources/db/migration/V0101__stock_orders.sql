-- Numbers ordered for the stock: one row per number, one request per POST.
create table stock_order (
  id           uuid        primary key,
  request_id   uuid        not null,
  position     int         not null,
  country      text        not null,
  number_type  text        not null,
  area_code    text,
  carrier      text,
  state        text        not null check (state in ('PENDING', 'UNKNOWN', 'BOUGHT', 'FAILED')),
  e164         text,
  number_id    uuid,
  code         text,
  detail       text,
  requested_by text        not null,
  version      int         not null default 0,
  created_at   timestamptz not null default clock_timestamp(),
  -- When carrier-gateway was told last.
  said_at      timestamptz not null,
  unique (request_id, position),
  constraint stock_order_bought check ((state = 'BOUGHT') = (number_id is not null)),
  constraint stock_order_failed check ((state = 'FAILED') = (code is not null))
);
-- What is open is little, however much has ended.
create index stock_order_open on stock_order (said_at) where state in ('PENDING', 'UNKNOWN');

-- Null while the gateway has not chosen the carrier of an order that names none.
alter table carrier_order alter column carrier drop not null;
alter table carrier_order add column chosen boolean not null default false;
-- Carriers asked in vain before the present one: carrier=CODE, separated by commas.
alter table carrier_order add column tried text not null default '';
-- How often the present carrier did not process a call.
alter table carrier_order add column tries int not null default 0;

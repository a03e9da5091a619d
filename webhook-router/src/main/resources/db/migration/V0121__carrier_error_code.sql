-- The carrier's own error code beside ours.
alter table message add column carrier_error_code text;
alter table early_status add column carrier_error_code text, add column account text;

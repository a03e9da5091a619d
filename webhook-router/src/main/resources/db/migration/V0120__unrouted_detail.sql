-- What is not understood of an unreadable webhook, and our id of its subject. A webhook signed by another account than the number's.
alter table unrouted add column detail text, add column subject text;
alter table unrouted drop constraint unrouted_reason_check;
alter table unrouted add check (reason in ('UNKNOWN_NUMBER', 'NUMBER_RELEASED', 'WRONG_ACCOUNT', 'UNREADABLE'));

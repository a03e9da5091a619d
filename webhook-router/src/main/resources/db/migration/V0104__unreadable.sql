-- A genuine webhook whose content nobody here understands is kept as well.
alter table unrouted drop constraint unrouted_reason_check;
alter table unrouted add check (reason in ('UNKNOWN_NUMBER', 'NUMBER_RELEASED', 'UNREADABLE'));

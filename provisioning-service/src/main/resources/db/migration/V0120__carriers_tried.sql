-- Carriers that were asked in vain for the step's number, for people: such as "telnyx: NO_INVENTORY".
alter table operation_step add column tried text;

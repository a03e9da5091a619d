alter table operation
  add constraint operation_completed_has_number check (state <> 'COMPLETED' or (number_id is not null and e164 is not null)),
  add constraint operation_purchase_has_price check (kind <> 'PURCHASE' or (price_cents is not null and e164 is not null)),
  -- One open operation per slot. Deferred: in one transaction an operation ends and the next one of its slot starts.
  add constraint operation_one_open exclude using btree (workspace_id with =, slot with =) where (ended_at is null)
    deferrable initially deferred;

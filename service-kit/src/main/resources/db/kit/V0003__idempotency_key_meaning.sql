-- A retry may be spelled in another way. Earlier versions compare the fingerprint only, and their rows have no meaning.
alter table idempotency_key add column meaning text;

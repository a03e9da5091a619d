-- Reports about messages that nobody here ever sent are forgotten by age.
create index early_status_age on early_status (occurred_at);

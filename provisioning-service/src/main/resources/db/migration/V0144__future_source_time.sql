-- An event of an earlier release may have set a time in the future, which would shut out every later event.
update workspace set source_time = clock_timestamp() where source_time > clock_timestamp();

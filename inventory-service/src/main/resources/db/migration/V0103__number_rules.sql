-- A row is one number for ever, and its history is never changed.
create function keep_number() returns trigger language plpgsql as $$
begin
  if old.e164 <> new.e164 or old.id <> new.id then
    raise check_violation using constraint = 'phone_number_permanent', message = 'A number is never renamed';
  end if;
  if old.lifecycle = 'QUARANTINED' and new.lifecycle = 'OWNED' and old.quarantined_until > clock_timestamp()
    or old.assignment = 'SET_ASIDE' and new.lifecycle = 'OWNED' and new.assignment = 'FREE' then
    raise check_violation using constraint = 'number_transition', message = format(
      '%s %s -> %s %s is no legal transition before the end of the quarantine', old.lifecycle, old.assignment,
      new.lifecycle, new.assignment);
  end if;
  return new;
end $$;
create trigger phone_number_permanent before update on phone_number for each row execute function keep_number();
create function refuse_number_change() returns trigger language plpgsql as
$$ begin raise exception 'A number and its history are never deleted or changed'; end $$;
create trigger phone_number_never_deleted before delete on phone_number for each row execute function refuse_number_change();
create trigger number_history_is_immutable before update or delete on number_history
  for each row execute function refuse_number_change();

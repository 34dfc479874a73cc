-- Called for every cell of an identity number: compiled once, where a function of language sql starts an executor for each.
create or replace function exchange.read_identity_number(t text, today text, forbidden text) returns text language plpgsql immutable parallel safe as $$
declare
  n text := upper(t collate "C");
  b bytea;
begin
  if n !~ '^(9?(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]))[0-9]+[0-9X]$' or length(n) <> 18 then return chr(1) || 'identity_number'; end if;
  b := convert_to(n, 'UTF8');
  if substr(n, 7, 8) > today or substr(n, 7, 4) < '1850' or left(n, 6) = forbidden
    or substr(n, 11, 2) not between '01' and '12' or substr(n, 13, 2) not between '01' and '31' or (substr(n, 13, 2) > '28' and not exchange.day_exists(substr(n, 7, 4)::int, substr(n, 11, 2)::int, substr(n, 13, 2)::int))
    or substr('10X98765432', 1 + (get_byte(b, 0) * 7 + get_byte(b, 1) * 9 + get_byte(b, 2) * 10 + get_byte(b, 3) * 5 + get_byte(b, 4) * 8 + get_byte(b, 5) * 4 + get_byte(b, 6) * 2 + get_byte(b, 7) + get_byte(b, 8) * 6
      + get_byte(b, 9) * 3 + get_byte(b, 10) * 7 + get_byte(b, 11) * 9 + get_byte(b, 12) * 10 + get_byte(b, 13) * 5 + get_byte(b, 14) * 8 + get_byte(b, 15) * 4 + get_byte(b, 16) * 2 - 48 * 100) % 11, 1) <> substr(n, 18, 1)
  then return chr(1) || 'identity_number'; end if;
  return n;
end $$;

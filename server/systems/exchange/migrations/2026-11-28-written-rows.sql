-- A million rows land at once: three indexes for each instead of four, and no look at another table for each.
alter table exchange.row_key drop constraint row_key_row_id_fkey;
alter table exchange.row drop constraint row_resource_code_fkey;
alter table exchange.row drop constraint row_pkey;
alter table exchange.row add primary key (resource_code, id);
drop index exchange.row_in_order;

alter table exchange.row alter column sealed drop not null;
alter table exchange.row add column plain json;
alter table exchange.row add column content bigint;
alter table exchange.row add constraint row_in_one_form check ((sealed is null) <> (plain is null));
comment on table exchange.row is 'What a source landed 落地数据: sealed where its entry has personal data, plain where it has none; found by its keys alone. The authority that sees catalogue and clocks cannot read it.';
comment on column exchange.row.digest is 'Of all its key fields together, one row: a blind index where the row is sealed, SHA-256 where it is plain.';
comment on column exchange.row.sealed is 'Its values by field, in canonical JSON, sealed; null = the row is plain.';
comment on column exchange.row.plain is 'Its values by field, in canonical JSON, of an entry without personal data; null = the row is sealed.';
comment on column exchange.row.content is 'Of a sealed row: the first eight bytes of the blind index of its canonical JSON, by which it is compared unopened; null = not yet known, and of a plain row.';
comment on table exchange.row_key is 'By which rows are found: one index for each key field, blind where the row is sealed.';
comment on column exchange.row_key.digest is 'Of its value in capitals: a blind index where the row is sealed, SHA-256 where it is plain.';

create unlogged table exchange.landed_key (
  landing_id uuid not null,
  chunk      integer not null,
  digest     bytea not null,
  content    bigint
);
create index landed_key_of on exchange.landed_key using brin (landing_id);
comment on table exchange.landed_key is 'Which rows a landing has brought so far: what a whole copy did not bring is gone, and at its end both sides are compared. Lost with a crash of the database, after which the copy begins anew.';
comment on column exchange.landed_key.landing_id is 'The landing: a run, or a sheet.';
comment on column exchange.landed_key.chunk is 'Which chunk of it brought the row, from 1.';
comment on column exchange.landed_key.digest is 'The row''s key.';
comment on column exchange.landed_key.content is 'Of what the source sent: first eight bytes of the SHA-256 of its canonical JSON, of its blind index where it is sealed; null = the source removed the row.';

create function exchange.narrow(text) returns text language sql immutable strict parallel safe as $$
  select case when $1 ~ '[！-～]' then normalize($1, NFKC) else $1 end $$;
comment on function exchange.narrow(text) is 'Signs that a Chinese keyboard makes wide, as narrow ones. 全角转半角';

create function exchange.look_of_number(v text) returns text language sql immutable strict parallel safe as $$
  select case
    when v ~ '^-?[0-9]+$' then case when length(ltrim(v, '-')) > 15 or v ~ '^-?0[0-9]' then 'code' else 'integer' end
    when length(v) > 40 then 'text'
    when v ~ '^-?[0-9]{1,3}(,[0-9]{3})+$' then case when v ~ '^-?0' then 'code' else 'integer' end
    when v ~ '^-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?\.[0-9]+$' then case when v ~ '^-?0[0-9,]' then 'code' else 'decimal' end
    when v ~ '^-?[0-9](\.[0-9]+)?[eE][+-]?[0-9]{1,3}$' then
      case when v !~ '-' and substring(v from '[0-9]{1,3}$')::int >= 10 and length(coalesce(substring(v from '\.[0-9]+'), '')) < substring(v from '[0-9]{1,3}$')::int then 'lost' else 'decimal' end
    else 'text' end $$;
comment on function exchange.look_of_number(text) is 'What a text is as a number: integer, decimal, code (digits that are no quantity), lost (damaged by a spreadsheet), or text.';

-- a cell that means nothing in its type is chr(1) and the code of its fault: no trimmed cell begins with that sign
create function exchange.read_number(t text, type text) returns text language sql immutable strict parallel safe as $$
  select case
    when look = 'integer' or (look = 'decimal' and type = 'decimal') then replace(v, ',', '')
    when look = 'lost' then chr(1) || 'digits_lost'
    when look = 'code' then chr(1) || 'no_quantity'
    else chr(1) || 'not_' || type end
  from (select v, exchange.look_of_number(v) as look from (select exchange.narrow(t) as v) n) l $$;
comment on function exchange.read_number(text, text) is 'A number as people write it (1,200, wide digits), in the form that is kept, or its fault. 读数字';

create function exchange.day_exists(y int, m int, d int) returns boolean language sql immutable strict parallel safe as $$
  select y > 0 and m between 1 and 12 and d >= 1 and d <= (case when m = 2 then case when y % 4 = 0 and (y % 100 <> 0 or y % 400 = 0) then 29 else 28 end else (array[31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])[m] end) $$;
comment on function exchange.day_exists(int, int, int) is 'True when the calendar has such a day.';

create function exchange.read_day(t text, type text) returns text language plpgsql immutable strict parallel safe as $$
declare
  v text := exchange.narrow(t);
  p text[];
  day text;
begin
  if v ~ '^(19|20)[0-9]{6}$' then
    if exchange.day_exists(left(v, 4)::int, substr(v, 5, 2)::int, substr(v, 7)::int) then
      day := left(v, 4) || '-' || substr(v, 5, 2) || '-' || substr(v, 7);
      return case when type = 'datetime' then day || 'T00:00:00' else day end;
    end if;
    return chr(1) || 'not_' || type;
  end if;
  p := regexp_match(v, '^([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2})(日?)(?:[ T]?([0-9]{1,2})([:时])([0-9]{1,2})(?:[:分]([0-9]{1,2})([.,][0-9]{1,9})?秒?)?分?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$');
  if length(v) > 40 or p is null or (p[7] is not null and type = 'date') or (case when p[2] = '年' then p[4] <> '月' or p[6] = '' else p[4] <> p[2] or p[6] <> '' end)
    or not exchange.day_exists(p[1]::int, p[3]::int, p[5]::int) or coalesce(p[7], '0')::int > 23 or coalesce(p[9], '0')::int > 59 or coalesce(p[10], '0')::int > 59 then
    return chr(1) || 'not_' || type;
  end if;
  day := p[1] || '-' || lpad(p[3], 2, '0') || '-' || lpad(p[5], 2, '0');
  if type = 'date' then return day; end if;
  return day || 'T' || lpad(coalesce(p[7], '0'), 2, '0') || ':' || lpad(coalesce(p[9], '0'), 2, '0') || ':' || lpad(coalesce(p[10], '0'), 2, '0') || coalesce(replace(p[11], ',', '.'), '')
    || case when length(p[12]) = 3 then p[12] || ':00' else coalesce(p[12], '') end;
end $$;
comment on function exchange.read_day(text, text) is 'A day or a moment as people write it (2008年10月18日, 2011/3/9, 20240229), in ISO form, or its fault. 读日期';

create function exchange.read_boolean(t text) returns text language sql immutable strict parallel safe as $$
  select case lower(exchange.narrow(t)) when '是' then 'true' when 'true' then 'true' when 'yes' then 'true' when 'y' then 'true' when 't' then 'true' when '1' then 'true'
    when '否' then 'false' when 'false' then 'false' when 'no' then 'false' when 'n' then 'false' when 'f' then 'false' when '0' then 'false' else chr(1) || 'not_boolean' end $$;
comment on function exchange.read_boolean(text) is 'Yes or no, in either language or as a database writes it, or its fault. 读是否';

create function exchange.read_identity_number(t text, today text, forbidden text) returns text language sql immutable parallel safe as $$
  select case when n ~ '^(9?(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]))[0-9X]+$' and n ~ '^[0-9]{17}[0-9X]$' and substr(n, 7, 4) >= '1850'
      and exchange.day_exists(substr(n, 7, 4)::int, substr(n, 11, 2)::int, substr(n, 13, 2)::int) and substr(n, 7, 8) <= today and left(n, 6) is distinct from forbidden
      and substr('10X98765432', 1 + (get_byte(b, 0) * 7 + get_byte(b, 1) * 9 + get_byte(b, 2) * 10 + get_byte(b, 3) * 5 + get_byte(b, 4) * 8 + get_byte(b, 5) * 4 + get_byte(b, 6) * 2 + get_byte(b, 7) + get_byte(b, 8) * 6
        + get_byte(b, 9) * 3 + get_byte(b, 10) * 7 + get_byte(b, 11) * 9 + get_byte(b, 12) * 10 + get_byte(b, 13) * 5 + get_byte(b, 14) * 8 + get_byte(b, 15) * 4 + get_byte(b, 16) * 2 - 48 * 100) % 11, 1) = substr(n, 18, 1)
    then n else chr(1) || 'identity_number' end
  from (select n, convert_to(n, 'UTF8') as b from (select upper(t collate "C") as n offset 0) u offset 0) c $$;
comment on function exchange.read_identity_number(text, text, text) is 'An identity number that can be one (GB 11643), or its fault; forbidden = the area code of people who do not exist, where they may not come in. 校验证件号';

import type pg from 'pg'
import { makePartitions } from '#base/partitions'

/** What lies sealed in the rows: made by the city's own deeds and keys, so that a row opens and is as long as a real one. */
export type Specimens = Readonly<{ applicants: readonly Buffer[]; filled: readonly Buffer[]; letters: readonly Buffer[]; licences: readonly Buffer[]; names: readonly Buffer[]; numbers: readonly Buffer[] }>
/** An item and the unit that answers for it in each district. */
export type Answering = Readonly<{ item: string; version: number; units: Readonly<Record<string, string>> }>
export type Amounts = Readonly<{ applications: number; persons: number }>

const DAYS = 330
const DAY = 86_400_000
/** Of so many persons each hundredth comes again and again; most come once: the first tenth of them have half of all applications. */
const MUCH = 1.5

/** Fills a city as it stands after eleven months: persons with their accounts, applications in every state at their age's odds, letters, licences, bookings, delegations.
 *  Steps, events and ledger leaves of closed matters are left out, and letters of the last quarter alone are written: what is measured reads them by the matter's id and by nothing else. */
export async function fillServices(owner: pg.Pool, { applications, persons }: Amounts, answering: readonly Answering[], specimens: Specimens, template: string, say: (line: string) => void): Promise<void> {
  const end = Date.now() - 60_000
  const [client, other] = [await owner.connect(), await owner.connect()]
  try {
    for (const one of [client, other]) await one.query(`set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '128MB'`)
    await client.query(`alter system set max_wal_size = '32GB'`)
    await client.query('alter system set autovacuum = off') // it would run beside what is measured
    await client.query('select pg_reload_conf()')
    await makePartitions(client, new Date(), new Date(end - DAYS * DAY))
    const { one, places } = await drawApplications(client, end, { applications, persons }, answering, specimens, say)
    // two hands for two processors: neither waits for what the other writes
    await Promise.all([fillApplications(client, end, one, say), fillMatters(other, end, one, persons, places, template, say)])
    for (const table of ['application.application', 'matter.matter', 'licence.licence', 'booking.booking', 'booking.place']) await client.query(`vacuum ${table}`)
    await timed('analyze', say, () => client.query('analyze'))
    await client.query('checkpoint') // what the filling left to write is not to be paid by what is measured
  } finally {
    client.release()
    other.release()
  }
}

type Join = (kind: keyof Specimens, n: string, alias: string) => string
async function drawApplications(client: pg.PoolClient, end: number, { applications, persons }: Amounts, answering: readonly Answering[], specimens: Specimens, say: (line: string) => void): Promise<{ one: Join; places: number }> {
  await client.query(`create schema if not exists bench;
    create or replace function bench.h(n bigint, salt bigint, most bigint) returns bigint language sql immutable as $f$ select (hashint8extended(n, salt) & 9223372036854775807) % most $f$;
    create or replace function bench.at(n bigint) returns timestamptz language sql immutable as $f$ select to_timestamp(${end - DAYS * DAY}::float8 / 1000 + n * ${(DAYS * DAY) / 1000}::float8 / ${applications}) $f$;
    create or replace function bench.uuid(ms bigint, n bigint, salt text) returns uuid language sql immutable as $f$ select (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n || salt), 1, 3) || '8' || substr(md5(salt || n), 1, 15))::uuid $f$;
    create or replace function bench.person(i bigint) returns uuid language sql immutable as $f$ select bench.uuid(${end - 900 * DAY} + i, i, 'person') $f$;
    create table bench.sealed (kind text, i int, bytes bytea, primary key (kind, i));
    create table bench.answer (i int primary key, item text, version int, units jsonb);
    create table bench.place (i int primary key, path text);
    create table bench.digit (after int, said int, "then" int, width int, primary key (width, after, said))`)
  // the check digit of a number by its parts: what stands after one digit, after two, after three
  const next = (after: number, said: string): number => [...said].reduce((product, digit) => (((Number(digit) + product) % 10 || 10) * 2) % 11, after)
  const afters = Array.from({ length: 10 }, (_, at) => at + 1)
  const steps = afters.flatMap((after) => [2, 3].flatMap((width) => Array.from({ length: 10 ** width }, (_, said) => ({ after, said, then: next(after, String(said).padStart(width, '0')), width }))))
  await client.query('insert into bench.digit select after, said, "then", width from jsonb_to_recordset($1::jsonb) as d (after int, said int, "then" int, width int)', [JSON.stringify(steps)])
  for (const [kind, all] of Object.entries(specimens)) await client.query('insert into bench.sealed select $1, o - 1, b from unnest($2::bytea[]) with ordinality as t (b, o)', [kind, all])
  // Zipf: the most wanted item has some hundred times what the thousandth has
  const weights = answering.map((_, at) => 1 / (at + 3))
  const sum = weights.reduce((a, b) => a + b, 0)
  const picks = weights.flatMap((weight, at) => Array.from({ length: Math.max(1, Math.round((weight / sum) * 10_000)) }, () => at))
  await client.query('insert into bench.answer select o - 1, a.item, a.version, a.units from unnest($1::int[]) with ordinality as p (at, o) join jsonb_to_recordset($2::jsonb) as a (at int, item text, version int, units jsonb) on a.at = p.at', [picks, JSON.stringify(answering.map((one, at) => ({ at, ...one })))])
  await client.query(`insert into bench.place select row_number() over (order by md5(path)) - 1, path from place.division where level = 'community'`)
  await client.query('analyze bench.sealed; analyze bench.answer; analyze bench.place; analyze bench.digit')
  const { rows: [sizes] } = await client.query<{ places: number; answers: number }>('select (select count(*) from bench.place)::int as places, (select count(*) from bench.answer)::int as answers')
  await timed('what each application is', say, () => client.query(`
    create unlogged table bench.drawn as select n, bench.uuid((extract(epoch from at) * 1000)::bigint, n, 'application') as id, at, to_char(at, 'YYMMDD') || lpad((n % 1000000)::text, 6, '0') || ((11 - d5."then") % 10) as number, a.item, a.version, p.path, a.units ->> split_part(p.path, '/', 1) as unit, bench.person(person) as person_id, person,
      bench.h(n, 5, 100) < 12 as counter, case
      when r < 400 then case when r < 250 and age < 60 then 'drafting' else 'abandoned' end when r < 600 then 'withdrawn' when r < 650 then 'lapsed' when r < 850 then 'not_accepted' when r < 1150 then 'refused'
      when age < 4 then case when q < 350 then 'received' when q < 430 then 'supplementing' when q < 470 then 'supplied' when q < 820 then 'reviewing' else 'delivered' end
      when age < 28 then case when q < 200 then 'reviewing' when q < 210 then 'paused' when q < 250 then 'approved' when q < 280 then 'supplementing' else 'delivered' end
      else case when q < 2 then 'reviewing' when q < 3 then 'approved' else 'delivered' end end as state
    from (select n, bench.at(n) as at, bench.h(n, 3, 10000) as r, bench.h(n, 4, 1000) as q, ${DAYS} - n * ${DAYS}.0 / ${applications} as age, floor(${persons} * power((bench.h(n, 2, 1000000) + 0.5) / 1000000.0, ${MUCH}))::bigint as person from generate_series(1, ${applications}::bigint) n) d
      join bench.place p on p.i = bench.h(n, 6, ${sizes!.places}) join bench.answer a on a.i = bench.h(n, 7, ${sizes!.answers})
      join bench.digit d1 on d1.width = 2 and d1.after = 10 and d1.said = to_char(at, 'YY')::int join bench.digit d2 on d2.width = 2 and d2.after = d1."then" and d2.said = to_char(at, 'MM')::int join bench.digit d3 on d3.width = 2 and d3.after = d2."then" and d3.said = to_char(at, 'DD')::int
      join bench.digit d4 on d4.width = 3 and d4.after = d3."then" and d4.said = n / 1000 % 1000 join bench.digit d5 on d5.width = 3 and d5.after = d4."then" and d5.said = n % 1000 order by n`))
  await client.query(`create unique index on bench.drawn (n); analyze bench.drawn`)
  return { places: sizes!.places, one: (kind, n, alias) => `join bench.sealed ${alias} on ${alias}.kind = '${kind}' and ${alias}.i = ${n} % ${specimens[kind].length}` }
}

const final = `d.state in ('abandoned', 'withdrawn', 'lapsed', 'not_accepted', 'refused', 'delivered')`
const draft = `d.state in ('drafting', 'abandoned')`
const days = `case d.state when 'drafting' then 60 when 'received' then 7 when 'supplied' then 7 when 'supplementing' then 30 when 'reviewing' then 28 when 'paused' then 180 when 'approved' then 14 end`
/** What the system holds: applications, their letters, the licences they led to. */
async function fillApplications(client: pg.PoolClient, end: number, one: Join, say: (line: string) => void): Promise<void> {
  await bulk(client, 'application.application', say, `insert into application.application (id, number, item_code, item_version, form_version, subject_kind, person_id, began_at, began_by, began_by_unit, unit_id, division_path, applicant, filled, filled_version, filled_at, prefill, submitted_at, submitted_by)
    select d.id, d.number, d.item, d.version, 1, 'person', d.person_id, d.at, d.person_id::text, case when d.counter then d.unit end, d.unit, d.path, a.bytes, case when d.state <> 'abandoned' then f.bytes end, 3, d.at, 'taken',
      case when not ${draft} then d.at end, case when not ${draft} then d.person_id::text end from bench.drawn d ${one('applicants', 'd.n', 'a')} ${one('filled', 'd.n', 'f')}`)
  await timed('opinions', say, () => client.query(`insert into application.joint select d.id, (select id from party.department where id <> d.unit order by id offset (d.n % 50) limit 1), d.at, '请核对', case when d.state <> 'reviewing' then d.at + interval '2 days' end, case when d.state <> 'reviewing' then true end, case when d.state <> 'reviewing' then '同意' end
      from bench.drawn d where d.state in ('reviewing', 'approved', 'delivered', 'refused') and d.n % 40 = 0`))
  const letter = (salt: string, kind: string, where: string) => `select bench.uuid((extract(epoch from d.at) * 1000)::bigint, d.n, '${salt}'), d.id, ${kind}, d.number || '-${salt}', d.at, d.unit, s.bytes, sha256(d.id::text::bytea), sha256(d.number::bytea), bench.uuid(${end}, d.n, 'f${salt}'), null::timestamptz
    from bench.drawn d ${one('letters', 'd.n', 's')} where ${where}`
  const recent = '(select max(n) * 8 / 11 from bench.drawn)'
  // of 2,000 decisions one has no letter: what the leak page is for
  await bulk(client, 'application.letter', say, `insert into application.letter ${letter('01', `'receipt'`, `not ${draft} and d.n > ${recent}`)} union all
    ${letter('02', `case d.state when 'refused' then 'refused' when 'not_accepted' then 'declined' else 'approved' end`, `d.state in ('approved', 'delivered', 'refused', 'not_accepted') and d.n % 2000 <> 0 and d.n > ${recent}`)}`)
  await client.query(`insert into application.letter_owed select d.id, d.id, d.at from bench.drawn d where d.state in ('delivered', 'refused') and d.n % 2000 = 0`)
  await bulk(client, 'licence.licence', say, `insert into licence.licence select bench.uuid((extract(epoch from d.at) * 1000)::bigint, d.n, 'licence'), 'GL120103' || to_char(d.at, 'YYYY') || lpad(d.n::text, 6, '0'), 'elder_card', d.person_id, d.unit, split_part(d.path, '/', 1), 'application:' || d.number,
      bench.uuid(${end}, d.n, 'credential'), s.bytes, d.at, d.at + interval '1 year', null, d.at, 'application.deliver_letter', null, null, null, null, 'person' from bench.drawn d ${one('licences', 'd.n', 's')} where d.state in ('delivered', 'approved') and d.n % 3 = 0 and d.n < 1000000`)
  await bulk(client, 'licence.document', say, `insert into licence.document select id, credential_id, sha256(id::text::bytea), 'k', '\\x00', issued_at from licence.licence`)
}

/** Their matters, and who they are: persons, accounts, bookings. */
async function fillMatters(client: pg.PoolClient, end: number, one: Join, persons: number, places: number, template: string, say: (line: string) => void): Promise<void> {
  await bulk(client, 'matter.matter', say, `insert into matter.matter
    select d.id, d.number, t.kind, t.kind_version, t.kind_hash, t.calendar_version, d.state, 4, 1, d.path, t.holder_level, split_part(d.path, '/', 1), d.item, false, 'closed', case when d.counter then 'counter' else 'online' end, 'person', d.person_id::text,
      t.facts, t.limits, case when not ${draft} then d.unit end, null, null, case when not ${draft} then d.at end, case when ${final} or d.state in ('reviewing', 'paused', 'approved') then d.at + interval '1 day' end, false, 0, d.at, d.at, null, false, d.at + interval '1 day',
      case when not ${final} then d.at + make_interval(days => ${days}) end, case when d.state = 'paused' then 'reviewing' end, case when d.state in ('delivered', 'approved', 'refused') then d.at + interval '2 days' end, case when ${final} then d.at + interval '3 days' end, null, null,
      t.counters, t.performers, t.clocks, d.at from bench.drawn d cross join (select * from matter.matter where id = '${template}') t`)
  await bulk(client, 'matter.number', say, 'insert into matter.number select number, id from bench.drawn')
  await timed('alarms and drafts', say, () => client.query(`insert into matter.alarm select d.id, greatest(d.at + make_interval(days => ${days}), to_timestamp(${end / 1000}) + interval '1 day') from bench.drawn d where not ${final} and d.state <> 'paused';
    insert into application.open_draft select encode(sha256(convert_to(d.person_id::text || '|' || d.item, 'UTF8')), 'hex'), d.id from bench.drawn d where d.state = 'drafting' on conflict do nothing;
    insert into matter.step select d.id, bench.uuid((extract(epoch from d.at) * 1000)::bigint + 1, d.n, 'accept'), 1, d.at + interval '1 day', 'accept', 'received', 'reviewing', 'staff', 'bench', null, d.unit, d.unit, 'district', '', 'unit', d.unit, 1440, 480, null, true, null, null, null, '{}', 'public'
      from bench.drawn d where d.state in ('reviewing', 'paused') and d.n % 50 > 0`))
  await bulk(client, 'party.person', say, `insert into party.person (id, name, number, number_kind, phone, address, birth_year, sex, division_path, household_id, number_indexed, changed_at)
    select bench.person(k), n.bytes, m.bytes, 'resident', null, null, 1940 + k % 65, case when k % 2 = 0 then 'female' else 'male' end, p.path, null, 1, to_timestamp(${end / 1000}) from generate_series(0, ${persons - 1}::bigint) k
    ${one('names', 'k', 'n')} ${one('numbers', 'k', 'm')} join bench.place p on p.i = bench.h(k, 6, ${places})`)
  // two of three have an account; the phone's digest is what a login looks for
  await bulk(client, 'access.account', say, `insert into access.account (id, kind, login, party_id, name, created_at, created_by) select bench.uuid(${end - 400 * DAY} + i, i, 'account'), 'resident', null, bench.person(i), '居民', to_timestamp(${end / 1000}), 'bench' from generate_series(0, ${persons - 1}::bigint) i where i % 3 < 2`)
  await bulk(client, 'access.phone', say, `insert into access.phone (key_version, digest, account_id, proven_at) select 1, sha256(id::text::bytea), id, created_at from access.account where created_by = 'bench'`)
  await bulk(client, 'access.grant', say, `insert into access.grant (id, account_id, role, division_path, from_at, reason, granted_by, granted_at) select bench.uuid(${end - 400 * DAY}, n, 'grant'), id, 'resident', '', created_at, 'resident', 'access', created_at from (select id, created_at, row_number() over () as n from access.account where created_by = 'bench') a`)
  await bulk(client, 'account.proof', say, `insert into account.proof (id, person_id, level, source, resource, matter_id, proven_at) select bench.uuid(${end - 400 * DAY}, i, 'proof'), bench.person(i), 2, 'register', '101004000001', bench.uuid(${end}, i, 'check'), to_timestamp(${end / 1000}) from generate_series(0, ${persons - 1}::bigint) i where i % 3 < 2`)
  await bulk(client, 'account.delegation', say, `insert into account.delegation select bench.uuid(${end - 400 * DAY} + i, i, 'delegation'), 'person', bench.person(i), '王*', bench.person(i), bench.person((i * 7 + 1) % ${persons}), '李*', null, 'code', null, null, to_timestamp(${end / 1000}), date '2030-01-01', null, null from generate_series(0, ${persons - 1}::bigint) i where i % 8 = 0`)
  await bulk(client, 'booking.booking', say, `insert into booking.booking select bench.uuid((extract(epoch from d.at) * 1000)::bigint, d.n, 'booking'), lpad(d.n::text, 8, '0'), d.person_id, d.item, h.code, h.counter, h.unit_id, h.division_path, slot, slot + interval '30 minutes', slot::date, d.at, d.person_id::text, null,
      null, null, case when slot < now() and d.n % 10 > 0 then slot end, case when slot < now() and d.n % 10 = 0 then slot + interval '30 minutes' end, null
    from bench.drawn d join lateral (select code, unit_id, division_path, content -> 'counters' -> 0 ->> 'code' as counter from booking.hall order by code offset d.n % (select count(*) from booking.hall) limit 1) h on true
    cross join lateral (select date_trunc('day', d.at) + interval '4 days 1 hour' + (d.n % 14) * interval '30 minutes' as slot) s where d.n % 4 = 0`)
  await bulk(client, 'booking.place', say, `insert into booking.place select hall_code, counter, starts_at, row_number() over (partition by hall_code, counter, starts_at order by id), id from booking.booking`)
}

async function timed(what: string, say: (line: string) => void, act: () => Promise<pg.QueryResult>): Promise<void> {
  const began = performance.now()
  const { rowCount } = await act()
  say(`  ${what}: ${(rowCount ?? 0).toLocaleString('en')} rows in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/** A load without its secondary indexes, which are built over the whole afterwards: half the time. */
async function bulk(client: pg.PoolClient, table: string, say: (line: string) => void, statement: string): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(`select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indrelid
    where i.indrelid = $1::regclass and c.relkind = 'r' and not exists (select from pg_constraint where conindid = i.indexrelid)`, [table])
  for (const { name } of rows) await client.query(`drop index ${name}`)
  await timed(table, say, () => client.query(statement))
  for (const { definition } of rows) await client.query(definition)
}

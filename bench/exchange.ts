/** The exchange: search among 40,593 entries, landing, single queries, whole copies and deliveries out, each through HTTP and beside the raw engine in the same run: npm run bench -- exchange; PARTS=search,out runs these alone. */
import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { identityCheckDigit } from '#primitives/party'
import { openSessionFor } from '#primitives/access'
import { initialsOf } from '#primitives/place'
import { pairsOf } from '#base/chinese-pairs'
import { openCityProcess } from '../test/faults/city-process.ts'
import { deliveriesOut } from './deliver-out.ts'
import { post, rate } from './incident-load.ts'
import { wholeCopies } from './whole-copy.ts'

const ENTRIES = Number(process.env.ENTRIES ?? 40_593)
const ROWS = Number(process.env.ROWS ?? 20_000)
const SECONDS = Number(process.env.SECONDS ?? 10)
const PARTS = (process.env.PARTS ?? 'copies,out,search,queries').split(',')
const marriages = '307012000214'
const say = (line: string): void => { process.stdout.write(`${line}\n`) }
const since = (began: number): number => (performance.now() - began) / 1000
const numberOf = (at: number): string => {
  const first = `120199${1950 + (at % 50)}${String((at % 12) + 1).padStart(2, '0')}${String((at % 28) + 1).padStart(2, '0')}${String(Math.floor(at / 2100) % 1000).padStart(3, '0')}`
  return first + identityCheckDigit(first)
}

export async function bench(): Promise<void> {
  const city = await openCityProcess('tianjin', 'city')
  const superUrl = new URL(city.database.superUrl)
  superUrl.pathname = new URL(city.database.ownerUrl).pathname
  const owner = new pg.Pool({ connectionString: superUrl.href, max: 16 })
  try {
    const address = await city.up()
    useKeys(join(city.env.HAIHE_KEYS!))
    const database = openDatabase(city.env.DATABASE_URL!, { max: 2 })
    const cookie = (login: string) => jobRun(database, 'bench', new Date()).perform((deed) => openSessionFor(deed, login))
    const [xie, jin, li] = [await cookie('xie'), await cookie('jin'), await cookie('li')]
    await database.close()
    const call: Call = async (as, method, path, body) => {
      const answer = await fetch(`${address}${path}`, { method, headers: { cookie: as, ...(body && !(body instanceof FormData) ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: body instanceof FormData ? body : JSON.stringify(body) } : {}) })
      const told = await answer.text()
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${told.slice(0, 300)}`)
      return JSON.parse(told) as never
    }
    if (PARTS.includes('copies')) await wholeCopies(owner, city.env, say)
    if (PARTS.includes('out')) await deliveriesOut(owner, city.env, superUrl, (body) => call(xie, 'POST', '/exchange/requests', body), say)
    if (PARTS.includes('search')) {
      await fillCatalogue(owner)
      await search(owner, (path) => call(xie, 'GET', path))
      await checkForms(owner, (path, body) => call(jin, 'POST', path, body))
    }
    if (PARTS.includes('queries')) {
      await land(owner, (path, body) => call(jin, 'POST', path, body))
      await singleQueries(owner, call, (as, path, body) => post(address, path, as, body), { xie, jin, li })
    }
  } finally {
    await owner.end()
    await city.close()
  }
}

type Call = (as: string, method: string, path: string, body?: object | FormData) => Promise<never>
async function singleQueries(owner: pg.Pool, call: Call, send: (as: string, path: string, body: object) => Promise<string>, { xie, jin, li }: Readonly<Record<'xie' | 'jin' | 'li', string>>): Promise<void> {
  const { number: matter } = (await call(li, 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: '120103' })) as { number: string }
  const grant = randomUUIDv7()
  await call(xie, 'POST', '/exchange/requests', { id: grant, resource: marriages, fields: ['groom_name', 'state'], purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: '2030-12-31', rowsADay: 100_000_000 })
  await call(jin, 'POST', `/exchange/requests/${grant}/grant`, {})
  let asked = 0
  const query = async (): Promise<void> => {
    const told = JSON.parse(await send(xie, `/exchange/grants/${grant}/queries`, { field: 'groom_number', value: numberOf(asked++ % ROWS), matter })) as { rows: unknown[] }
    if (told.rows.length === 0) throw new Error('a query that must find found nothing')
  }
  await owner.query('create table public.raw_leaf (id uuid primary key, at timestamptz, body bytea)')
  await rate(16, 1, query)
  for (const workers of [16, 64]) {
    const before = asked
    const queries = await rate(workers, SECONDS / 2, query)
    const { rows: [kept] } = await owner.query<{ leaves: number }>(`select count(*)::int as leaves from ledger.entry where kind = 'exchange.used'`)
    if (kept!.leaves !== asked) throw new Error(`${asked} queries left ${kept!.leaves} leaves`)
    const raw = await rate(workers, SECONDS / 2, () => rawQuery(owner))
    say(`single queries, ${workers} at once: ${queries.toFixed(0)}/s, each of the ${asked - before} with its leaf; raw engine ${raw.toFixed(0)}/s (ratio ${(queries / raw).toFixed(2)})`)
  }
}

/** The city's own entries under other names, until there are as many as a large city has. */
async function fillCatalogue(owner: pg.Pool): Promise<void> {
  const { rows: own } = await owner.query<{ code: string; name: string; summary: string; fields: { name: string }[] }>('select code, name, summary, fields from exchange.resource')
  const { rows: places } = await owner.query<{ name: string }>(`select name from place.division where level in ('district', 'street') order by code`)
  const began = performance.now()
  for (let at = own.length; at < ENTRIES; at += 1000) {
    const made = Array.from({ length: Math.min(1000, ENTRIES - at) }, (_, i) => {
      const [of, place] = [own[(at + i) % own.length]!, places[Math.floor((at + i) / own.length) % places.length]!]
      const name = `${place.name}${of.name}`
      return { from: of.code, code: String(900_000_000_000 + at + i), name, initials: initialsOf(name), tokens: JSON.stringify([...new Set([name, of.summary, ...of.fields.map((one) => one.name)].flatMap(pairsOf))]) }
    })
    await owner.query(`insert into exchange.resource select m.code, version, m.name, unit_id, library, theme, summary, format, share, share_condition, share_basis, modes, open, cycle, personal, grade, level, fields, origin, effective_from, null, m.initials, array(select jsonb_array_elements_text(m.tokens))
      from jsonb_to_recordset($1::jsonb) as m ("from" text, code text, name text, initials text, tokens jsonb) join exchange.resource r on r.code = m."from"`, [JSON.stringify(made.map((one) => ({ ...one, tokens: JSON.parse(one.tokens) as string[] })))])
  }
  await owner.query('vacuum analyze exchange.resource')
  say(`${ENTRIES} entries in ${since(began).toFixed(0)} s`)
}

async function search(owner: pg.Pool, get: (path: string) => Promise<never>): Promise<void> {
  const { rows } = await owner.query<{ name: string; initials: string; code: string }>('select name, initials, code from exchange.resource tablesample system (2) limit 200')
  const asks: Record<string, string[]> = {
    'a whole name': rows.map(({ name }) => name), 'four signs of it': rows.map(({ name }) => name.slice(3, 7)), 'two signs': rows.map(({ name }) => name.slice(-4, -2)), initials: rows.map(({ initials }) => initials.slice(2, 7)),
    'a code': rows.map(({ code }) => code.slice(0, 9)), 'words that are not all there': rows.map(({ name }) => `我想查一下${name.slice(3, 8)}怎么办`), 'no words': rows.map(() => ''),
  }
  for (const [kind, words] of Object.entries(asks)) {
    const times: number[] = []
    for (const q of words) {
      const began = performance.now()
      await get(`/exchange/resources?limit=20${q ? `&q=${encodeURIComponent(q)}` : ''}`)
      times.push(performance.now() - began)
    }
    sayTimes(`search by ${kind}`, times)
  }
}

/** A form of ten columns, two hundred times, each of another form's columns and words: what the catalogue has of it. */
async function checkForms(owner: pg.Pool, post: (path: string, body: object) => Promise<never>): Promise<void> {
  const { rows } = await owner.query<{ name: string; fields: { name: string }[] }>('select name, fields from exchange.resource tablesample system (2) limit 200')
  const times: number[] = []
  for (const [at, { name, fields }] of rows.entries()) {
    const columns = ['姓名', '身份证号', '备注', ...fields.map((one) => one.name), ...rows[(at + 7) % rows.length]!.fields.map((one) => `${one.name}情况`)].slice(0, 10)
    const began = performance.now()
    await post('/one-form/checks', { name: `${name}台账`, columns: [...new Set(columns)] })
    times.push(performance.now() - began)
  }
  sayTimes('columns of a form looked up', times)
}

function sayTimes(what: string, times: number[]): void {
  times.sort((a, b) => a - b)
  say(`${what}: median ${times[Math.floor(times.length / 2)]!.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms`)
}

async function land(owner: pg.Pool, post: (path: string, body: FormData) => Promise<never>): Promise<void> {
  const lines = Array.from({ length: ROWS }, (_, at) => `${numberOf(at)},${numberOf(at + 1)},王建国,孙秀梅,已婚,2011-03-${String((at % 28) + 1).padStart(2, '0')}`)
  const form = () => { const made = new FormData(); made.append('file', new Blob([`男方证件号,女方证件号,男方姓名,女方姓名,婚姻状况,登记日期\n${lines.join('\n')}\n`]), 'rows.csv'); return made }
  await owner.query('create table public.raw_row (a text, b text, c text, d text, e text, f date, primary key (a, b))')
  const rawBegan = performance.now()
  await owner.query('insert into public.raw_row select l[1], l[2], l[3], l[4], l[5], l[6]::date from (select string_to_array(line, \',\') l from unnest($1::text[]) line) t on conflict do nothing', [lines])
  const raw = ROWS / since(rawBegan)
  for (const what of ['new', 'again, unchanged']) {
    const began = performance.now()
    const told = (await post(`/exchange/resources/${marriages}/rows`, form())) as { changed: number; rejected: number }
    say(`${ROWS} rows landed, sealed and judged (${what}: ${told.changed} written, ${told.rejected} rejected): ${(ROWS / since(began)).toFixed(0)} rows/s; raw engine, plain and unsealed, ${raw.toFixed(0)} rows/s`)
  }
}

/** What a query cannot do without: read by key, count, write one row, commit. */
async function rawQuery(owner: pg.Pool): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query('select * from exchange.row_key where resource_code = $1 limit 1', [marriages])
    await client.query('select sealed from exchange.row limit 1')
    await client.query('insert into public.raw_leaf values ($1, now(), $2)', [randomUUIDv7(), Buffer.alloc(400)])
    await client.query('commit')
  } finally { client.release() }
}

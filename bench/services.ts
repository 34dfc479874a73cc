/** Visits of residents (home, search, item, my matters at 10:5:3:2) at 1,800 items and a million applications, beside a bare server that answers the same bytes: npm run bench -- services. APPLICATIONS, PERSONS, ITEMS, SECONDS. */
import { spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '#base/database'
import { jobRun } from '#base/jobs'
import { useKeys } from '#base/keys'
import { openSessionFor } from '#primitives/access'
import { digestOf, newToken } from '../server/primitives/access/token.ts'
import { sealApplicant, sealFilled } from '../server/systems/application/filled.ts'
import { unitFor } from '../server/systems/application/unit-for.ts'
import { sealContent } from '../server/systems/licence/licence-content.ts'
import { sealField } from '../server/primitives/party/person/sealed-person.ts'
import { itemCatalogue } from '../server/systems/service-item/item/item-catalogue.ts'
import { inForce } from '../server/systems/service-item/item/item-in-force.ts'
import { loadServiceItems } from '../server/systems/service-item/item/load-service-items.ts'
import { openDice } from '../scripts/population/seeded.ts'
import { openNamer } from '../scripts/population/names.ts'
import { buildWeb } from '../scripts/build-web.ts'
import { openCityProcess, type CityProcess } from '../test/faults/city-process.ts'
import { madeItems } from './made-items.ts'
import { fillServices, type Answering, type Specimens } from './service-rows.ts'
import { answersTo, visit, type Visitor } from './service-visits.ts'

const APPLICATIONS = Number(process.env.APPLICATIONS ?? 1_000_000)
const PERSONS = Number(process.env.PERSONS ?? Math.ceil(APPLICATIONS * 0.6))
const ITEMS = Number(process.env.ITEMS ?? 1800)
const SECONDS = Number(process.env.SECONDS ?? 8)
const VISITORS = 300
const say = (line: string): void => { process.stdout.write(`${line}\n`) }

export async function bench(): Promise<void> {
  await buildWeb(say)
  const city = await openCityProcess('tianjin', 'city')
  const superUrl = new URL(city.database.superUrl)
  superUrl.pathname = new URL(city.database.ownerUrl).pathname
  const owner = new pg.Pool({ connectionString: superUrl.href, max: 4 })
  try {
    const visitors = await loadCity(city, owner)
    const address = await city.up()
    const [first] = visitors
    if (process.env.STAY) { say(`${address} ${superUrl.href} ${city.env.DATABASE_URL} ${first!.cookie}`); await new Promise((done) => process.once('SIGINT', done)) }
    const answers = await answersTo(address, visitors) // warms the server as well
    const file = join(city.env.HAIHE_DATA!, 'answers.json')
    writeFileSync(file, JSON.stringify(answers))
    const bare = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] })
    const bareAddress = `http://127.0.0.1:${String(await new Promise<Buffer>((done) => bare.stdout.once('data', done))).trim()}`
    try {
      await visit(bareAddress, visitors, { workers: 16, seconds: 1 })
      for (const workers of [16, 64]) {
        const raw = await visit(bareAddress, visitors, { workers, seconds: Math.max(2, SECONDS / 2) })
        const ours = await visit(address, visitors, { workers, seconds: SECONDS })
        say(`${workers} at once: ${ours.visits.toFixed(0)} visits/s, ${ours.requests.toFixed(0)} requests/s, p50 ${ours.all.p50} ms, p99 ${ours.all.p99} ms; bare server ${raw.requests.toFixed(0)} requests/s, p99 ${raw.all.p99} ms (ratio ${(ours.requests / raw.requests).toFixed(2)})`)
        for (const [kind, { p50, p99, count }] of Object.entries(ours.kinds)) say(`  ${kind.padEnd(16)} p50 ${p50} ms   p99 ${p99} ms   (${count})`)
      }
    } finally { bare.kill() }
  } finally {
    await owner.end()
    await city.close()
  }
}

/** The catalogue, the rows and the sessions; the server is started anew afterwards, so that nothing is kept from before. */
async function loadCity(city: CityProcess, owner: pg.Pool): Promise<Visitor[]> {
  const began = performance.now()
  const address = await city.up()
  useKeys(join(city.env.HAIHE_KEYS!))
  const database = openDatabase(city.env.DATABASE_URL!, { max: 2 })
  const run = jobRun(database, 'bench', new Date())
  const held = await run.read(itemCatalogue)
  const items = madeItems([...held.items.values()].map(([live]) => live!.content), ITEMS)
  for (const [department, some] of Map.groupBy(items.slice(held.items.size), ({ code }) => held.items.get(code.replace(/-\d$/, ''))?.[0]?.department ?? 'public_service')) await run.perform((deed) => loadServiceItems(deed, { department, items: some }, { path: `bench/${department}` }))
  const { rows: districts } = await owner.query<{ code: string; path: string }>(`select code, path from place.division where level = 'district' order by code`)
  const answering = await run.read(async (deed): Promise<Answering[]> => {
    const catalogue = await itemCatalogue(deed)
    const found: Answering[] = []
    for (const { code } of items) {
      const one = inForce(catalogue, code, '', deed.now)!
      const units: Record<string, string> = {}
      for (const { code: district, path } of districts) units[district] = await unitFor(deed, one, path).then(({ id }) => id, () => 'city-government')
      found.push({ item: code, version: one.version, units })
    }
    return found
  })
  const template = await oneApplication(address, (login) => run.perform((deed) => openSessionFor(deed, login)))
  const { rows: letters } = await owner.query<{ content: Buffer }>('select content from application.letter where application_id = $1', [template])
  await database.close()
  await city.down()
  say(`${items.length} items, one application by its deeds, ${((performance.now() - began) / 1000).toFixed(0)} s`)
  await fillServices(owner, { applications: APPLICATIONS, persons: PERSONS }, answering, specimens(letters.map(({ content }) => content)), template, say)
  say(`${APPLICATIONS.toLocaleString('en')} applications of ${PERSONS.toLocaleString('en')} persons in all: ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return visitorsOf(owner, answering)
}

/** One real application from draft to refusal, whose rows the others are made after. */
async function oneApplication(address: string, cookie: (login: string) => Promise<string>): Promise<string> {
  const [sun, mo] = [await cookie('sun'), await cookie('mo')]
  const post = async <T>(as: string, path: string, body: object): Promise<T> => {
    const answer = await fetch(`${address}${path}`, { method: 'POST', headers: { cookie: as, 'content-type': 'application/json', 'idempotency-key': randomUUIDv7() }, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const id = randomUUIDv7()
  const { version } = await post<{ version: number }>(sun, '/application/applications', { id, item: 'old-age-allowance', division: '120103' })
  const refused = await post<{ version: number }>(sun, `/application/applications/${id}/prefill`, { version, take: false })
  await post(sun, `/application/applications/${id}/submit`, { version: refused.version, values: typed })
  await post(mo, `/application/desk/applications/${id}/accept`, {})
  await post(mo, `/application/desk/applications/${id}/refuse`, { grounds: ['age'], words: '满 80 周岁当月可以再申请' })
  return id
}

const typed = { allowance_account: '6217000010001234569', living: 'home', contact_phone: '15400001002', name: '孙德福', identity_number: '120199194809030056', birth_on: '1948-09-03', household_here: true, allowance_now: false }

function specimens(letters: readonly Buffer[]): Specimens {
  const [dice, namer] = [openDice('bench'), openNamer()]
  const names = Array.from({ length: 60 }, (_, at) => namer.surname(dice) + namer.given(dice, 1950 + at, at % 2 ? 'male' : 'female'))
  const given = (field: string) => ({ value: typed[field as keyof typeof typed], resource: '101004000001', item: field, key: 'identity_number', unit: '天津市公安局', at: '2026-11-01T00:00:00.000Z' })
  return {
    letters, names: names.map((name) => sealField('name', name)), numbers: names.map(() => sealField('number', typed.identity_number)), applicants: names.map((name) => sealApplicant({ name, number: typed.identity_number, phone: typed.contact_phone })),
    filled: names.map((name) => sealFilled({ typed: { ...typed, name }, given: Object.fromEntries(['birth_on', 'household_here', 'allowance_now', 'contact_phone'].map((field) => [field, given(field)])), disputed: {} })),
    licences: names.map((name) => sealContent({
      number: 'GL1201032026000001', kind: { code: 'elder_card', name: '老年人优待证' }, unit: '天津市河西区民政局', city: '天津市', holder: { name, number: typed.identity_number }, fields: [], claims: { holder: name, born: '1948-09-03' },
      from: '2026-01-01', until: null, issuedOn: '2026-01-01', basis: ['《老年人权益保障法》第二条、第五十三条'], code: 'HC1:'.padEnd(260, 'A'), demo: true,
    })),
  }
}

/** Who comes: whoever applied more comes more often. Each has a session, asks five questions, reads three items. */
async function visitorsOf(owner: pg.Pool, answering: readonly Answering[]): Promise<Visitor[]> {
  const questions = readFileSync(join(import.meta.dirname, '../test/service-item/service-questions.tsv'), 'utf8').trim().split('\n').slice(1).map((one) => one.split('\t')[1]!)
  const { rows } = await owner.query<{ account_id: string; path: string }>(`select a.id as account_id, d.path from (select distinct on (person) person, path, n from bench.drawn where person % 3 < 2 order by person, n) d join access.account a on a.party_id = bench.person(d.person) order by md5(d.n::text) limit ${VISITORS}`)
  const dice = openDice('visitors')
  const item = (): string => answering[Math.min(answering.length - 1, Math.floor(answering.length ** dice.next()))]!.item
  const visitors: Visitor[] = []
  for (const { account_id: account, path } of rows) {
    const token = newToken()
    await owner.query(`insert into access.session (digest, id, account_id, stage, factors, created_at, last_seen_at, idle_seconds, expires_at, source, device) values ($1, $2, $3, 'full', '{sms}', now(), now(), 86400, now() + interval '1 day', 'ip:bench', '')`, [digestOf(token), randomUUIDv7(), account])
    visitors.push({ cookie: `haihe_session=${token}`, questions: Array.from({ length: 5 }, () => dice.pick(questions)), items: Array.from({ length: 3 }, item), division: path.split('/')[0]! })
  }
  return visitors
}

if (import.meta.main) await bench()

/** docs/how-to/use-the-exchange.md: an engineer's way from a sandbox key to the first real query; its commands and QueryExchange.java are run as they stand. */
import { execFile, spawnSync } from 'node:child_process'
import { createHash, randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { places } from './cast.ts'

const how = join(import.meta.dirname, '../../docs/how-to')
const run = promisify(execFile)
const at = places.tianjin
const unit = at.department('water')
const [marriages, organisations] = ['307012000214', '307012000301']
const [grant, matter0] = [randomUUIDv7(), '2611250000014']
const fields = ['groom_number', 'groom_name', 'state']
let city: TestCity
let url: string
let [key, keyId, realKey, realGrant, matter, li, sun] = ['', '', '', '', '', '', '']
let people: { name: string; number: string; rows: number }[] = []
const until = () => new Date(city.now().getTime() + 60 * 86_400_000).toISOString().slice(0, 10)

const byKey = (shown: string, method: 'GET' | 'POST', path: string, payload?: object) => city.http.inject({ method, url: path, headers: { authorization: `Bearer ${shown}` }, ...(payload ? { payload } : {}) })
/** Each may ask thirty times a minute. */
const newKey = async () => {
  const issued = await city.call('xie', 'POST', '/exchange/sandbox/keys', { name: '联调', days: 90 })
  if (issued.statusCode !== 201) throw new Error(issued.body)
  return issued.json() as { id: string; key: string }
}
const asked = (changes: object = {}) => ({ id: randomUUIDv7(), resource: marriages, fields, purpose: '办理公积金提取', legalBasis: '住房公积金管理条例', scenario: '公积金提取', usingSystem: '公积金业务系统', mode: 'query', untilOn: until(), rowsADay: 50, ...changes })
const sheet = (lines: string[]) => Buffer.from(`--edge\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\nContent-Type: text/csv\r\n\r\n${lines.join('\n')}\r\n--edge--\r\n`)
const multipart = { 'content-type': 'multipart/form-data; boundary=edge' }

beforeAll(async () => {
  city = await openTestCity()
  url = await city.listen()
  const { parse } = await import('yaml')
  const cast = (parse(readFileSync('cities/tianjin/people.yaml', 'utf8')) as { people: { key: string; number: string }[] }).people
  ;[li, sun] = ['li', 'sun'].map((login) => cast.find((one) => one.key === login)!.number) as [string, string]
  await (await city.as('jin'))({ method: 'POST', url: `/exchange/resources/${marriages}/rows`, headers: multipart, payload: sheet(['男方证件号,女方证件号,男方姓名,女方姓名,婚姻状况,登记日期', `${sun},${li},孙德福,李晓梅,已婚,2008-10-18`]) })
  realGrant = (await city.call('xie', 'POST', '/exchange/requests', asked())).json().id
  await city.done('jin', `/exchange/requests/${realGrant}/grant`, {})
  matter = (await city.call('li', 'POST', '/governance/incidents', { id: randomUUIDv7(), words: '楼下水管漏水', placeWords: '3号楼前', divisionCode: at.district, itemCode: at.item })).json().number
  realKey = (await city.call('shen', 'POST', '/access/keys', { name: '公积金业务系统', kind: 'unit', holderId: unit, permissions: ['exchange.row.query'], division: at.district, departmentId: unit, rateClass: 'normal', days: 90 })).json().key
  ;({ key, id: keyId } = await newKey())
})
afterAll(() => city?.close())

test('a sandbox key opens nothing real; it is its unit\'s alone, and only who manages it may take one', async () => {
  const query = { field: 'groom_number', value: sun, matter }
  for (const [method, path, payload] of [['POST', `/exchange/grants/${realGrant}/queries`, query], ['POST', '/exchange/requests', asked()], ['GET', '/exchange/requests', undefined], ['POST', '/exchange/sandbox/keys', { name: '再来一把', days: 1 }]] as const)
    expect((await byKey(key, method, path, payload)).statusCode, path).toBe(403)
  expect((await byKey(realKey, 'POST', '/exchange/requests', asked())).statusCode).toBe(403)
  expect((await byKey(realKey, 'POST', '/exchange/sandbox/requests', asked())).statusCode).toBe(403)
  expect((await city.call('li', 'POST', '/exchange/sandbox/keys', { name: '我的', days: 1 })).statusCode).toBe(403)
  expect((await city.call('jin', 'GET', '/exchange/sandbox/keys')).json().items).toEqual([])
  expect((await city.call('jin', 'POST', `/exchange/sandbox/keys/${keyId}/revoke`)).json().code).toBe('access.key_not_found')
  const [shown] = (await city.call('xie', 'GET', '/exchange/sandbox/keys')).json().items
  expect(shown).toMatchObject({ id: keyId, name: '联调', hint: key.slice(-4), revokedAt: null })
})

test('the commands of the page run as they stand, from the sandbox to the real query', async () => {
  const text = readFileSync(join(how, 'use-the-exchange.md'), 'utf8')
  const commands = [...text.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block]) => block!.split(/\n(?=curl |for |node |#|\n)/).map((one) => one.trim()).filter((one) => /^(curl|for|node) /.test(one)))
  expect(commands).toHaveLength(15)
  const { people: made, verifierKey: verifier } = (await byKey(key, 'GET', '/exchange/sandbox/people')).json() as { people: typeof people; verifierKey: string }
  people = made
  const folder = mkdtempSync(join(tmpdir(), 'haihe-sandbox-'))
  const environment = { ...process.env, HAIHE_URL: url, HAIHE_KEY: key, HAIHE_REAL_KEY: realKey, GRANT: grant, UNTIL: until(), NUMBER: people[0]!.number, REAL_GRANT: realGrant, REAL_NUMBER: sun, MATTER: matter, PAGES: randomUUIDv7(), COPY: randomUUIDv7(), DELIVERY: randomUUIDv7(), FOLDER: folder, VERIFIER: verifier, PATH: `${dirname(process.execPath)}:${process.env.PATH}` }
  const said: string[] = []
  try {
    for (const command of commands) said.push((await run('bash', ['-c', command], { env: environment })).stdout)
    await city.tick()
    const receipt = JSON.parse(readFileSync(join(folder, 'receipt.json'), 'utf8'))
    expect(receipt.manifest).toMatchObject({ sandbox: true, purpose: '志愿服务统计', source: 'city-civil-affairs', unit })
    const check = (key: string, changed: object) => { writeFileSync(join(folder, 'changed.json'), JSON.stringify(changed)); return run(process.execPath, ['scripts/verify-receipt.mjs', join(folder, 'changed.json'), join(folder, 'data.ndjson'), '--key', key]).then(() => 'good', (error: { stderr: string }) => error.stderr) }
    expect(await check((await city.anonymous({ url: '/ledger' })).json().verifierKeys.ed25519, receipt)).toMatch(/not signed by this key|do not belong/) // it never passes for the ledger's
    receipt.manifest.rows += 1
    expect(await check(verifier, receipt)).toContain('does not add up')
  } finally { rmSync(folder, { recursive: true }) }
  const [before, after] = [said.slice(0, 5), said.slice(-1)]
  const answers = [...before, ...after].map((text) => JSON.parse(text) as Record<string, never>)
  const [, first, second, , begun, , finished, , verified] = said.slice(5, 14).map((text) => (text.startsWith('{') ? JSON.parse(text) : text)) as [object, { rows: object[]; next: string }, { rows: object[] }, object, { total: number }, string, object, string, string]
  expect([first.next, first.rows.length, second.rows.length]).toEqual(['kept:30', 30, 30])
  expect(second.rows).not.toEqual(first.rows)
  expect(finished).toMatchObject({ chunks: 3, rows: begun.total })
  expect(verified).toContain('All 3 chunks of the data are those that were delivered')
  expect(answers[0]).toMatchObject({ sandbox: true, matter: matter0, people: { length: 100 } })
  expect(answers[1]).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ code: marriages })]) })
  expect(answers[2]).toMatchObject({ resource: { code: marriages, version: 1 } })
  expect(answers[3]).toMatchObject({ id: grant, state: 'granted', sandbox: true })
  expect(answers[4]).toEqual({ sandbox: true, masks: expect.any(Array), rows: [{ groom_number: 'same', groom_name: '李*安', state: expect.any(String) }] })
  expect(answers[5]).toEqual({ masks: (answers[4] as unknown as { masks: object[] }).masks, rows: [{ groom_name: '孙*福', state: '已婚' }] })
  expect((await city.call('li', 'GET', '/ledger/mine')).json().items.filter((one: { kind: string }) => one.kind === 'exchange.used')).toHaveLength(1) // the real one: of the sandbox there is nothing
})

test('in the sandbox nobody real is found, and a program meets each refusal that it will meet in earnest', async () => {
  const { key: other } = await newKey()
  const query = (value: string, changes: object = {}, of: string = grant) => byKey(other, 'POST', `/exchange/sandbox/grants/${of}/queries`, { field: 'groom_number', value, matter: matter0, ...changes })
  expect((await query(sun)).json()).toMatchObject({ rows: [], sandbox: true }) // landed, and not looked at
  expect((await query(people[0]!.number)).headers['haihe-sandbox']).toBe('true')
  expect((await query(people[9]!.number)).json().rows).toEqual([])
  expect((await query(people[8]!.number)).json().rows).toHaveLength(3)
  const few = randomUUIDv7()
  expect((await byKey(other, 'POST', '/exchange/sandbox/requests', asked({ id: few, rowsADay: 2 }))).statusCode).toBe(201)
  const refusals = [
    [query(people[50]!.number), 409, 'exchange.too_many_found'], [query(people[8]!.number, {}, few), 429, 'exchange.quota_used'], [query(`${people[0]!.number.slice(0, 17)}?`), 400, 'exchange.bad_value'], [query('x', { field: 'state' }), 400, 'exchange.not_a_key'],
    [query(sun, { matter: '2611250000018' }), 400, 'exchange.matter_unknown'], [query(sun, { compare: { bride_name: 'x' } }), 400, 'exchange.field_not_granted'], [query(sun, {}, realGrant), 404, 'exchange.grant_unknown'],
    [byKey(other, 'POST', '/exchange/sandbox/requests', asked({ resource: '307012000402' })), 409, 'exchange.resource_forbidden'], [byKey(other, 'POST', '/exchange/sandbox/requests', asked({ fields: ['divorce_reason'] })), 400, 'exchange.field_never'],
    [city.call('jin', 'POST', `/exchange/sandbox/grants/${grant}/queries`, { field: 'groom_number', value: sun, matter: matter0 }), 404, 'exchange.grant_unknown'],
  ] as const
  const table = readFileSync(join(how, '../generated/exchange-errors.md'), 'utf8')
  for (const [answer, status, code] of refusals) {
    const { statusCode, body } = await answer
    expect([statusCode, JSON.parse(body).code], body).toEqual([status, code])
    expect(table).toMatch(new RegExp(`\\| ${status} \\| \`${code.replace('.', '\\.')}\` \\| [^|]*\\p{Script=Han}[^|]* \\| [^|—]+ \\|`, 'u'))
  }
})

test('lists and whole copies are tried alike: each line answered, the same bytes for a chunk asked for twice', async () => {
  const [list, whole, delivery] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
  const { key: other } = await newKey()
  await byKey(other, 'POST', '/exchange/sandbox/requests', asked({ id: list, mode: 'batch_check' }))
  const checked = await city.http.inject({ method: 'POST', url: `/exchange/sandbox/grants/${list}/checks?matter=${matter0}`, headers: { ...multipart, authorization: `Bearer ${other}` }, payload: sheet(['男方证件号,男方姓名', `${people[0]!.number},${people[0]!.name}`, `${people[0]!.number},别人`, `${people[9]!.number},`, `${people[0]!.number.slice(0, 17)}?,`]) })
  expect(checked.json(), checked.body).toMatchObject({ sandbox: true, rows: [{ line: 2, answer: 'yes' }, { line: 3, answer: 'no' }, { line: 4, answer: 'unknown' }], rejected: 1, faults: [{ line: 5, code: 'identity_number' }] })
  await byKey(other, 'POST', '/exchange/sandbox/requests', asked({ id: whole, resource: organisations, fields: ['credit_code', 'name'], mode: 'delivery', rowsADay: 1000 }))
  const started = (await byKey(other, 'POST', `/exchange/sandbox/grants/${whole}/deliveries`, { id: delivery })).json()
  expect(started).toMatchObject({ id: delivery, chunks: 0, sandbox: true })
  const chunk = async (number: number) => (await byKey(other, 'POST', `/exchange/sandbox/deliveries/${delivery}/chunks/${number}`)).json() as { rows: number; text: string; sha256: string; last: boolean; code?: string }
  const chunks = [await chunk(1), await chunk(2), await chunk(3)]
  expect(chunks.map(({ last }) => last)).toEqual([false, false, true])
  expect(chunks.reduce((sum, { rows }) => sum + rows, 0)).toBe(started.total)
  for (const { text, sha256 } of chunks) expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
  expect((await chunk(2)).text).toBe(chunks[1]!.text)
  expect((await chunk(4)).code).toBe('exchange.no_such_chunk')
})

const compiler = /^javac (\d+)/.exec(spawnSync('javac', ['-version'], { encoding: 'utf8' }).stdout ?? '')
if (compiler && Number(compiler[1]) >= 17)
  test('the Java example asks in the sandbox and in earnest, and tells what it was refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'haihe-java-'))
    try {
      expect((await run('javac', ['--release', '17', '-Xlint:all', '-Werror', '-d', folder, join(how, 'QueryExchange.java')])).stderr).toBe('')
      const java = (exchange: string, shown: string, ...args: string[]) => run('java', ['-XX:TieredStopAtLevel=1', '-cp', folder, 'QueryExchange', ...args], { env: { ...process.env, HAIHE_EXCHANGE: `${url}${exchange}`, HAIHE_KEY: shown } }).then(({ stdout }) => stdout, (error: { stdout: string }) => error.stdout)
      const { key: other } = await newKey()
      const [tried, real, refused] = await Promise.all([
        java('/exchange/sandbox', other, grant, 'groom_number', people[10]!.number, matter0), java('/exchange', realKey, realGrant, 'groom_number', sun, matter), java('/exchange', key, realGrant, 'groom_number', sun, matter),
      ])
      expect(tried).toMatch(/^sandbox\n\{"rows":\[\{"groom_name":"李\*宁",/)
      expect(real).toMatch(/^real\n\{"rows":\[\{"groom_name":"孙\*福","state":"已婚"\}\],/)
      expect(refused).toBe('real\n403 base.not_allowed\n')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
else process.stdout.write('not run: docs/how-to/QueryExchange.java; there is no javac of 17 or later here\n')

test('a revoked key is nothing at once', async () => {
  expect((await city.call('xie', 'POST', `/exchange/sandbox/keys/${keyId}/revoke`)).statusCode).toBe(200)
  expect((await byKey(key, 'GET', '/exchange/sandbox/people')).statusCode).toBe(401)
})

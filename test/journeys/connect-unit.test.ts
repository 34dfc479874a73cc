/** docs/how-to/ConnectUnit.java is what an engineer of a department copies: here it is compiled and run against this server. */
import { execFile, spawnSync } from 'node:child_process'
import { createHmac, randomUUID, randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCity, type TestCity } from '../kit/city.ts'
import { places } from './cast.ts'

const example = join(import.meta.dirname, '../../docs/how-to/ConnectUnit.java')
const described = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/generated/openapi.json'), 'utf8')) as { paths: Record<string, object> }
const at = places.tianjin
let folder: string
let city: TestCity
let front: Server
let url: string
let apiKey: string
/** What the test does to a request before it goes on; true: done, but the answer is lost on its way. */
let before: (method: string, path: string) => Promise<boolean> = async () => false
const seen: { method: string; path: string; status: number; key: string | undefined; replayed: boolean }[] = []

const java = (args: string[], environment: object = {}, input = '') => new Promise<string>((done, failed) => {
  const run = execFile('java', ['-XX:TieredStopAtLevel=1', '-cp', folder, 'ConnectUnit', ...args], { env: { ...process.env, HAIHE_URL: url, HAIHE_KEY: apiKey, ...environment } }, (error, told, complaint) => (error ? failed(new Error(complaint || error.message)) : done(told)))
  run.stdin!.end(input)
})
const dispatched = async () => {
  const id = randomUUIDv7()
  const { number } = (await (await city.as('li'))({ method: 'POST', url: '/governance/incidents', payload: { id, words: '楼下水管漏水 "很急"', placeWords: '光明里3号楼前', divisionCode: at.district, itemCode: at.item } })).json()
  await city.done('chen', `/governance/incidents/${id}/dispatch`, { unitId: at.department('water') })
  await city.deliver()
  return { id, number: number as string }
}

/** Between the client and the city, so that something can happen while a request is on its way. */
const openFront = async () => {
  front = createServer((request, answer) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      void (async () => {
        const [method, path] = [request.method!, request.url!]
        const lose = await before(method, path)
        const { authorization, 'content-type': type, 'idempotency-key': key } = request.headers as Record<string, string | undefined>
        const told = await city.http.inject({ method: method as 'GET', url: path, headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }), ...(key && { 'idempotency-key': key }) }, ...(parts.length > 0 && { payload: Buffer.concat(parts) }) })
        seen.push({ method, path, status: told.statusCode, key, replayed: told.headers['idempotency-replayed'] === 'true' })
        if (lose) request.socket.destroy()
        else answer.writeHead(told.statusCode, { 'content-type': String(told.headers['content-type']), ...(told.headers['retry-after'] !== undefined && { 'retry-after': told.headers['retry-after'] }) }).end(told.rawPayload)
      })()
    })
  })
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
}

test('the Java example asks for nothing that the description does not know', () => {
  const source = readFileSync(example, 'utf8')
  const asked = [...source.matchAll(/"(\/[a-z/-]+)[?"]/g)].map(([, path]) => path!.endsWith('/') ? `${path}{incidentId}` : path!)
  expect(asked).toEqual(['/governance/unit/orders', '/governance/unit/orders/{incidentId}'])
  for (const path of asked) expect(described.paths).toHaveProperty([path, 'get'])
})

// No JDK of 17 or later, no run: the tests below are then not there at all, and the line says so.
const compiler = /^javac (\d+)/.exec(spawnSync('javac', ['-version'], { encoding: 'utf8' }).stdout ?? '')
if (compiler && Number(compiler[1]) >= 17) withJava()
else process.stdout.write('not run: docs/how-to/ConnectUnit.java; there is no javac of 17 or later here\n')

function withJava() {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'haihe-java-'))
    const compiled = promisify(execFile)('javac', ['--release', '17', '-Xlint:all', '-Werror', '-d', folder, example])
    city = await openTestCity()
    expect((await compiled).stderr).toBe('')
    await openFront()
    apiKey = (await (await city.as('shen'))({ method: 'POST', url: '/access/keys', payload: { name: '水务工单系统', kind: 'unit', holderId: at.department('water'), permissions: ['governance.incident.read', 'governance.incident.receive'], division: at.district, departmentId: at.department('water'), rateClass: 'low', days: 90 } })).json().key
  })
  afterAll(async () => {
    front?.close()
    await city?.close()
    rmSync(folder, { recursive: true })
  })

  test('a push that was altered, is older than five minutes, or signed under another secret is refused; a genuine one is not', async () => {
    const secret = 'whsec_1'
    const body = '{"type":"order","words":"签收"}'
    const [now, old] = [0, 400].map((seconds) => String(Math.floor(Date.now() / 1000) - seconds)) as [string, string]
    const sign = (t: string) => `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
    const ask = (signature: string, told = body, under = secret) => java(['genuine', signature], { HAIHE_SECRET: under }, told)
    const answers = await Promise.all([ask(sign(now)), ask(sign(now), body.replace('签收', '退回')), ask(sign(old)), ask(sign(now), body, 'another'), ask('v1=')])
    expect(answers.map((one) => one.trim())).toEqual(['true', 'false', 'false', 'false', 'false'])
  })

  test('an order is received once, though the key was too fast, somebody acted meanwhile, and an answer was lost', async () => {
    const { id, number } = await dispatched()
    const start = city.now().getTime()
    let [burnt, acted, lost] = [false, false, false]
    before = async (method) => {
      if (!burnt) { // the minute's requests are used up, and one second of it is left
        burnt = true
        for (let turn = 0; turn < 30; turn++) await city.http.inject({ url: '/governance/unit/orders', headers: { authorization: `Bearer ${apiKey}` } })
        city.setNow(new Date(start + 59_000))
      } else if (method === 'POST' && !acted) {
        acted = true
        expect((await (await city.as('chen'))({ method: 'POST', url: `/governance/incidents/${id}/add-supporting`, payload: { supporting: [at.department('market')] } })).statusCode).toBe(200)
      } else if (method === 'POST' && !lost) return (lost = true)
      return false
    }
    const cursor = join(folder, 'cursor.txt')
    const told = await java(['pull', cursor])
    expect(told.trim().split('\n').map((line) => line.replace(/[12] s/, 'n s'))).toEqual(['waiting: n s', `changed meanwhile: ${number}`, 'no answer, again: POST', `received: ${number}`])
    const posts = seen.filter(({ method }) => method === 'POST')
    expect(posts.map(({ status, replayed }) => [status, replayed])).toEqual([[412, false], [200, false], [200, true]])
    expect(posts[1]!.key).toBe(posts[2]!.key)
    const trace = (await (await city.as('chen'))({ url: `/governance/incidents/${id}` })).json().trace
    expect(trace.steps.filter((one: { action: string }) => one.action === 'receive').map((one: { actor: { kind: string } }) => one.actor.kind)).toEqual(['unit'])

    await city.deliver()
    expect(await java(['pull', cursor])).toBe('') // it goes on after its cursor, and what it has received it does not receive again
    expect(seen.at(-1)!.path).not.toContain('after=0')
  })

  test('a key that nobody knows ends with what the city says, and no cursor is kept', async () => {
    await expect(java(['pull', join(folder, 'none.txt')], { HAIHE_KEY: `hh_${randomUUID()}` })).rejects.toThrow(/401 /)
    expect(() => readFileSync(join(folder, 'none.txt'))).toThrow()
  })
}

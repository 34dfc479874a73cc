import { createHash, createHmac, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { drawPaper } from '#base/paper'
import { readCityFile } from '#base/profile'
import type { DepartmentSystem, Pushed, PushAnswer } from '#systems/application'
import { signedBy } from './department-system-http.ts'

type Said = Readonly<{ number: string; code: string }> & Readonly<Record<string, unknown>>
type Status = Said & Readonly<{ id: string; sequence: number; at: string }>
export type FakeDepartmentSystem = DepartmentSystem & Readonly<{
  /** What it was pushed, in order; a key that it knows already is one. */
  pushed: readonly Pushed[]; papers: ReadonlyMap<string, Buffer>
  /** How often anything was tried. */
  tries(): number
  /** It says something of an application: whoever asks hears it, and the message is what its call-back would be. */
  say(said: Said): Status
  /** A result that it gives out by its hash. */
  hold(bytes: Buffer): string
  /** The next pushes are refused so; null = taken. */
  refuse(answer: Extract<PushAnswer, { taken: false }> | null): void
  /** Nothing gets through until it is mended. */
  cut(off: boolean): void
  sign(body: string, at: Date): string
}>

/** A department's system in memory, for demonstrations and tests: it takes what it is pushed once by its key, and says what it is told to say, two statuses a page. 部门业务系统（模拟） */
export function departmentSystemFake({ secret = randomUUID(), decide }: Readonly<{ secret?: string; decide?: (pushed: Pushed, fake: FakeDepartmentSystem) => Promise<void> }> = {}): FakeDepartmentSystem {
  const [taken, papers, documents, said] = [new Map<string, Pushed>(), new Map<string, Buffer>(), new Map<string, Buffer>(), [] as Status[]]
  let [off, tries, refusal]: [boolean, number, Extract<PushAnswer, { taken: false }> | null] = [false, 0, null]
  const through = (): void => { tries += 1; if (off) throw new Error('the line is cut') }
  const fake: FakeDepartmentSystem = {
    get pushed() { return [...taken.values()] }, papers, tries: () => tries,
    say: ({ number, code, ...more }) => {
      const sequence = said.filter((one) => one.number === number).length + 1
      const status: Status = { id: `${number}-S${sequence}`, number, sequence, code, at: new Date().toISOString(), ...more }
      said.push(status)
      return status
    },
    hold: (bytes) => { const sha256 = createHash('sha256').update(bytes).digest('hex'); documents.set(sha256, bytes); return sha256 },
    refuse: (answer) => { refusal = answer },
    cut: (now) => { off = now },
    sign: (body, at) => { const seconds = Math.floor(at.getTime() / 1000); return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}` },
    paper: async ({ sha256, bytes }) => { through(); papers.set(sha256, bytes) },
    push: async (application) => {
      through()
      if (refusal) return refusal
      const key = `${application.number}-${application.version}`
      if (!taken.has(key)) { taken.set(key, application); await decide?.(application, fake) }
      return { taken: true, receipt: `R${application.number}` }
    },
    statuses: async (after) => {
      through()
      const from = Number(after ?? 0)
      return { statuses: said.slice(from, from + 2), next: String(Math.min(from + 2, said.length)) }
    },
    document: async (sha256) => { through(); const bytes = documents.get(sha256); if (!bytes) throw new Error('HTTP 404'); return bytes },
    signed: (signature, body, now) => signedBy(secret, signature, body, now),
  }
  return fake
}

type Systems = { systems: { code: string; name: string; statuses: { code: string; step: string }[]; items: { as: string; found?: Record<string, { from: string; codes?: Record<string, string> }> }[] }[] }
/** The systems of a city's folder for a demonstration: each accepts and approves what it is pushed, with a result that says that nobody issued it. 演示部门系统 */
export function castSystems(cityFolder: string): Map<string, DepartmentSystem> {
  const path = join(cityFolder, 'catalogues/department-systems.yaml')
  const { systems } = existsSync(path) ? (readCityFile(path) as Systems) : { systems: [] }
  return new Map(systems.map(({ code, name, statuses, items }) => {
    const word = (step: string): string => statuses.find((one) => one.step === step)!.code
    return [code, departmentSystemFake({ decide: async ({ number, kind, item }, fake) => {
      if (kind === 'withdraw') return
      const day = new Date().toISOString().slice(0, 10)
      if (kind === 'apply') fake.say({ number, code: word('accepted') })
      const bytes = await drawPaper({ content: [{ text: name, fontSize: 18 }, { text: `办件号 ${number}` }, { text: '演示用，没有效力' }], info: { title: number, creationDate: new Date(), modDate: new Date() } })
      fake.say({ number, code: word('approved'), result: { number: `DEMO-${number}`, issuedOn: day, document: fake.hold(bytes), values: madeUp(items.find(({ as }) => as === item)?.found ?? {}, day) } })
    } })]
  }))
}

/** Of each value the first code, a day, or a number: what a result of a demonstration says. */
const madeUp = (values: Record<string, { from: string; codes?: Record<string, string> }>, day: string): Record<string, string | number> =>
  Object.fromEntries(Object.entries(values).map(([field, { from, codes }]) => [from, codes ? Object.keys(codes)[0]! : /_to$|_on$|^paid/.test(field) ? day : 12]))

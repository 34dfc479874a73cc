import type { Deed } from '#base/deed'
import { conflict, invalid, Refusal } from '#base/errors'
import { appendLeaves, type Leaf, type Withheld } from '#primitives/ledger'
import { mattersByNumbers } from '#primitives/matter'
import { identityRules, personIdsOf } from '#primitives/party'
import type { QueriedRows, QueryRows, ResourceField } from '../contract.ts'
import { correctionNumbers, differing, disputeEach, readOwn, type Differing, type OwnValues } from '../correction/own-values.ts'
import type { LiveRows, Question } from '../drawn/ask-platform.ts'
import { questionOf } from '../drawn/question-of.ts'
import { rowsUnder } from '../fact/rows-under.ts'
import { withheldFor } from '../withholding/withheld-for.ts'
import { askedKey } from './asked-key.ts'
import type { Found } from './find-rows.ts'
import { grantInForce, identityFields, type Grant } from './grant-in-force.ts'
import { meterUse, type About } from '../usage/meter-use.ts'
import { shownFields } from './shown-fields.ts'

const MOST = 20
export type Asked = QueryRows & Readonly<{ requestId?: string }>
type Judged = Readonly<{ key: ResourceField; value: string; own: OwnValues; asked: Asked }>
type Answered = Readonly<{ one: Judged; rows: readonly Found[] }>
type Outcome = Readonly<{ rows: readonly Found[]; differs: readonly Differing[] }>

/** One person's or firm's rows under a grant, by one key and for one matter: only the fields granted, masked as the entry or the city's rules say, within the day's quota, with a leaf that the person can see.
 *  Several of one asker are one transaction, each answered or refused by itself. Of an entry drawn from the existing platform it answers first what must be asked there, and with `live` what was. 逐件查询 */
export async function queryRows(deed: Deed, grantId: string, asks: readonly Asked[], live?: LiveRows): Promise<(QueriedRows | Refusal)[] | Question> {
  const [grant, matters] = await Promise.all([grantInForce(deed, grantId, 'query'), mattersOf(deed, asks)])
  const judged = await judgeAsks(deed, grant, matters, asks)
  if (grant.drawn_from !== null && !live) {
    const fit = judged.filter((one): one is Judged => !(one instanceof Refusal))
    return fit.length === 0 ? judged.filter((one) => one instanceof Refusal) : questionOf(deed, grant, valuesBy(fit), fit.length, MOST)
  }
  const answers = await lookUpEach(deed, grant, judged, grant.fields, live)
  return answers.map((one, at) => (one instanceof Refusal ? one : {
    rows: one.rows.map(({ values }) => shownFields(grant, values, asks[at]!.compare)), masks: [...grant.masks], ...(asks[at]!.own ? { differs: [...one.differs] } : {}),
  }))
}

/** The rows themselves, unmasked, for whoever shows only what the grant gives: counted, and seen by the person with the fields that are shown. */
export async function lookUp(deed: Deed, grant: Grant, asked: Asked, shown: readonly string[]): Promise<readonly Found[]> {
  if (grant.drawn_from !== null) throw conflict('exchange.asked_live_only')
  const [answer] = await lookUpEach(deed, grant, await judgeAsks(deed, grant, await mattersOf(deed, [asked]), [asked]), shown)
  if (answer instanceof Refusal) throw answer
  return answer!.rows
}

type Matters = ReadonlyMap<string, string>
const mattersOf = (deed: Deed, asks: readonly Asked[]): Promise<Matters> => mattersByNumbers(deed, asks.map(({ matter }) => matter))

async function lookUpEach(deed: Deed, grant: Grant, judged: readonly (Judged | Refusal)[], shown: readonly string[], live?: LiveRows): Promise<(Outcome | Refusal)[]> {
  const found = await findEach(deed, grant, judged.filter((one): one is Judged => !(one instanceof Refusal)), live)
  const answered = judged.map((one): Answered | Refusal => {
    if (one instanceof Refusal) return one
    const rows = found.get(one.key.field)?.get(one.value) ?? []
    return rows === 'too many' ? conflict('exchange.too_many_found', { most: MOST }) : { one, rows }
  })
  const given = answered.filter((one): one is Answered => !(one instanceof Refusal))
  const leaves = await leavesOf(deed, grant, given, shown)
  const differs = await disputeOwn(deed, grant, given)
  const used = { rows: given.reduce((sum, { rows }) => sum + rows.length, 0), queries: given.length, about: given.map(aboutOf) }
  // one behind the other in one round trip: the count last, since all who use the grant wait for its row
  if (given.length > 0) await Promise.all([appendLeaves({ ...deed, purpose: grant.purpose }, leaves), meterUse(deed, grant, used)])
  return answered.map((one) => (one instanceof Refusal ? one : { rows: one.rows, differs: differs.get(one) ?? [] }))
}

const aboutOf = ({ one: { key, value, asked }, rows }: Answered): About => ({ matter: asked.matter, field: key.field, value, rows: rows.map(({ values }) => values) })

async function judgeAsks(deed: Deed, grant: Grant, matters: Matters, asks: readonly Asked[]): Promise<(Judged | Refusal)[]> {
  const rules = await identityRules(deed, [])
  return asks.map((asked) => {
    const key = askedKey(grant, asked, rules)
    if (key instanceof Refusal) return key
    const own = readOwn(grant, asked.own ?? {}, rules)
    if (own instanceof Refusal) return own
    return matters.has(asked.matter) ? { ...key, own, asked } : invalid('exchange.matter_unknown', { number: asked.matter })
  })
}

/** Where the asker's own records differ from the one row, the row stands and a correction opens. */
async function disputeOwn(deed: Deed, grant: Grant, given: readonly Answered[]): Promise<Map<Answered, Differing[]>> {
  const all = given.flatMap((each) => (each.rows.length === 1 ? differing(each.one.own, each.rows[0]!.values).map((said) => ({ each, said: { ...said, resource: grant.resource_code, key: { field: each.one.key.field, value: each.one.value }, otherUnitId: grant.unit_id } })) : []))
  if (all.length === 0) return new Map()
  const { ids } = await disputeEach(deed, all.map(({ said }) => said), all.length)
  const numbers = await correctionNumbers(deed, [...ids.values()])
  const nameOf = (field: string): string => grant.resourceFields.find((one) => one.field === field)?.name ?? field
  return new Map([...Map.groupBy(all, ({ each }) => each)].map(([each, of]) => [each, of.map(({ said }) => ({ field: said.field, name: nameOf(said.field), correction: numbers.get(ids.get(said)!) ?? null }))]))
}

type FoundBy = Awaited<ReturnType<typeof rowsUnder>>
const valuesBy = (asks: readonly Judged[]): Map<string, string[]> => new Map([...Map.groupBy(asks, ({ key }) => key.field)].map(([field, of]) => [field, [...new Set(of.map(({ value }) => value))]]))

async function findEach(deed: Deed, grant: Grant, asks: readonly Judged[], live?: LiveRows): Promise<Map<string, FoundBy>> {
  const found = new Map<string, FoundBy>()
  for (const [field, values] of valuesBy(asks)) found.set(field, await rowsUnder(deed, grant, field, values, MOST, live))
  return found
}

async function leavesOf(deed: Deed, grant: Grant, given: readonly Answered[], shown: readonly string[]): Promise<Leaf[]> {
  const fields = grant.resourceFields.filter((one) => shown.includes(one.field)).map((one) => one.name)
  const numbered = identityFields(grant)
  const numbersOf = ({ one, rows }: Answered): string[] => [...rows.flatMap(({ values }) => numbered.map((name) => String(values[name] ?? ''))), ...(numbered.includes(one.key.field) ? [one.value] : [])]
  const persons = await personIdsOf(deed, [...new Set(given.flatMap(numbersOf))])
  const withheld = grant.withholds ? await withheldFor(deed, grant.id, given.map((each) => each.one.asked.matter)) : new Map<string, Withheld>()
  return given.map((each) => ({
    kind: 'exchange.used', withheld: withheld.get(each.one.asked.matter), subjects: [...new Set(numbersOf(each).flatMap((number) => persons.get(number) ?? []))], requestId: each.one.asked.requestId,
    payload: { grant: grant.id, resource: grant.resource_code, matter: each.one.asked.matter, fields, compared: [...new Set([...Object.keys(each.one.asked.compare ?? {}), ...Object.keys(each.one.own)])], rows: each.rows.length },
  }))
}

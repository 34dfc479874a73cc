import type { Deed } from '#base/deed'
import { conflict, invalid, Refusal } from '#base/errors'
import { practiceKey } from '#primitives/ledger'
import { isPublicNumber, withCheckDigit } from '#primitives/matter'
import type { CheckedRows, PagedRows, PageRows, QueriedRows, QueryRows, SandboxPeople } from '../contract.ts'
import { differing, readOwn, type OwnValues } from '../correction/own-values.ts'
import { areaOf } from '../page/page-rows.ts'
import { askedKey } from '../row/asked-key.ts'
import type { Row } from '../row/grant-in-force.ts'
import { answerList, judgeList, keyOfList } from '../row/judge-list.ts'
import type { SentTable } from '../row/read-sent-table.ts'
import { sameValue, shownFields } from '../row/shown-fields.ts'
import { madePeople, nobodyOf, rowsOf } from './made-people.ts'
import { countSandboxUse, requireSandboxGrant, sandboxRules, type SandboxGrant } from './sandbox-grant.ts'

const MOST = 20
/** Less than in earnest, so that a program meets more than one page. */
const USUAL = 50
/** A number of the right form, for whoever tries. */
const MATTER = withCheckDigit('261125000001')

/** Whom one can ask about here, and how many rows each has in every entry. 沙箱人员名单 */
export const showSandboxPeople = async (deed: Deed): Promise<SandboxPeople> => ({
  matter: MATTER, sandbox: true, verifierKey: practiceKey(), people: madePeople(await nobodyOf(deed)).map(({ place, name, number, phone }) => ({ name, number, phone, rows: rowsOf(place) })),
})

/** One made-up person's rows, asked and answered as in earnest: fields granted, masks, quota, refusals; no leaf, since it is about nobody. 沙箱逐件查询 */
export async function querySandbox(deed: Deed, grantId: string, query: QueryRows): Promise<QueriedRows> {
  const grant = await requireSandboxGrant(deed, grantId, 'query')
  const rules = await sandboxRules(deed)
  const asked = askedKey(grant, query, rules)
  if (asked instanceof Refusal) throw asked
  const own = readOwn(grant, query.own ?? {}, rules)
  if (own instanceof Refusal) throw own
  requireMatterForm(query.matter)
  const rows = grant.rows.filter((row) => sameValue(row[query.field] ?? null, asked.value))
  if (rows.length > MOST) throw conflict('exchange.too_many_found', { most: MOST })
  await countSandboxUse(deed, grant, rows.length)
  return { rows: rows.map((row) => shownFields(grant, row, query.compare)), masks: [...grant.masks], ...(query.own ? { differs: rows.length === 1 ? differsOf(grant, own, rows[0]!) : [] } : {}), sandbox: true }
}

/** As in earnest, and no correction opens: there is no source. */
const differsOf = (grant: SandboxGrant, own: OwnValues, row: Row) => differing(own, row).map(({ field }) => ({ field, name: grant.resourceFields.find((one) => one.field === field)?.name ?? field, correction: null }))

/** A list of made-up people, line by line. 沙箱批量核验 */
export async function checkSandbox(deed: Deed, grantId: string, matter: string, { rows: sheet, faults: unread }: SentTable): Promise<CheckedRows> {
  const grant = await requireSandboxGrant(deed, grantId, 'batch_check')
  requireMatterForm(matter)
  const key = keyOfList(grant, sheet)
  const { asked, faults } = judgeList(grant, key, sheet, await sandboxRules(deed))
  await countSandboxUse(deed, grant, asked.length)
  const found = Map.groupBy(grant.rows.map((values) => ({ values })), ({ values }) => String(values[key.field] ?? ''))
  return { ...answerList(asked, new Map([...found].map(([value, of]) => [value, of.length > MOST ? 'too many' as const : of])), [...unread, ...faults]), sandbox: true }
}

/** A page of what is made up, judged as in earnest: personal data only within a place. The people of the sandbox live in whichever place is asked for. 沙箱分页取数 */
export async function pageSandbox(deed: Deed, grantId: string, { matter, division, limit = USUAL, after }: PageRows): Promise<PagedRows> {
  const grant = await requireSandboxGrant(deed, grantId, 'page')
  requireMatterForm(matter)
  await areaOf(deed, grant, division)
  const from = after === undefined ? 0 : Number(/^kept:([1-9]\d{0,6})$/.exec(after)?.[1] ?? Number.NaN)
  if (Number.isNaN(from)) throw invalid('exchange.page_after_unknown')
  const rows = grant.rows.slice(from, from + limit)
  await countSandboxUse(deed, grant, rows.length)
  return { rows: rows.map((row) => shownFields(grant, row)), next: from + limit < grant.rows.length ? `kept:${from + limit}` : null, masks: [...grant.masks], sandbox: true }
}

function requireMatterForm(number: string): void {
  if (!isPublicNumber(number)) throw invalid('exchange.matter_unknown', { number })
}

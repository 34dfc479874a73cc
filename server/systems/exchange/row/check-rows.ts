import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { appendLeaves } from '#primitives/ledger'
import { identityRules, personIdsOf } from '#primitives/party'
import type { CheckedRows, ResourceField } from '../contract.ts'
import { differing, disputeEach } from '../correction/own-values.ts'
import type { LiveRows, Question } from '../drawn/ask-platform.ts'
import { questionOf } from '../drawn/question-of.ts'
import { rowsUnder } from '../fact/rows-under.ts'
import { meterUse } from '../usage/meter-use.ts'
import { withheldFor } from '../withholding/withheld-for.ts'
import { grantInForce, identityFields, requireMatterNumber, type Grant, type Row } from './grant-in-force.ts'
import { answerList, judgeList, keyOfList, type AskedLine } from './judge-list.ts'
import { columnsOf } from './own-resource.ts'
import type { SentTable } from './read-sent-table.ts'

const MOST = 20
const MOST_OPENED = 200
/** Keys of one list that are asked outside. */
const MOST_LIVE = 500

/** The columns of a list to be checked: the entry's keys and the fields granted; which of them stand in it is the asker's choice. */
export const checkColumns = (grant: Pick<Grant, 'resourceFields' | 'fields'>) => columnsOf({ fields: grant.resourceFields.filter((one) => one.key || grant.fields.includes(one.field)).map((one) => ({ ...one, key: false, required: false })) })

/** A list against one grant and one matter: of each row yes, no or unknown, and nothing else leaves. One leaf a person. 批量核验 */
export async function checkRows(deed: Deed, grantId: string, { matter, own = false }: Readonly<{ matter: string; own?: boolean | undefined }>, { rows: sheet, faults: unread }: SentTable, live?: LiveRows): Promise<CheckedRows> {
  const { grant, key, asked, faults, values } = await judged(deed, grantId, matter, sheet)
  const found = await rowsUnder(deed, grant, key.field, values, MOST, live)
  const rowsOf = (value: string) => { const of = found.get(value); return of === undefined || of === 'too many' ? [] : of.map(({ values }) => values) }
  await meterUse(deed, grant, { rows: asked.length, about: asked.map((one) => ({ matter, field: key.field, value: one.key, rows: rowsOf(one.key) })) })
  await leaveLeaves(deed, grant, matter, key, asked)
  return { ...answerList(asked, found, [...unread, ...faults]), ...(own ? { differing: await disputeList(deed, grant, key, asked, rowsOf) } : {}) }
}

/** What a list of an entry drawn from the existing platform must ask there first; null where there is nothing to ask. */
export async function checkQuestion(deed: Deed, grantId: string, { matter }: Readonly<{ matter: string }>, { rows: sheet }: SentTable): Promise<Question | null> {
  const { grant, key, asked, values } = await judged(deed, grantId, matter, sheet)
  if (values.length > MOST_LIVE) throw conflict('exchange.live_list_long', { most: MOST_LIVE })
  return values.length === 0 ? null : questionOf(deed, grant, new Map([[key.field, values]]), asked.length, MOST)
}

async function judged(deed: Deed, grantId: string, matter: string, sheet: SentTable['rows']) {
  const grant = await grantInForce(deed, grantId, 'batch_check')
  await requireMatterNumber(deed, matter)
  const key = keyOfList(grant, sheet)
  const { asked, faults } = judgeList(grant, key, sheet, await identityRules(deed, []))
  return { grant, key, asked, faults, values: [...new Set(asked.map((one) => one.key))] }
}

/** Nothing of the source's values leaves; each that differs from the asker's own is a correction, of which a list opens so many at most: what is left comes with the next. */
async function disputeList(deed: Deed, grant: Grant, key: ResourceField, asked: readonly AskedLine[], rowsOf: (value: string) => Row[]): Promise<NonNullable<CheckedRows['differing']>> {
  const all = asked.flatMap((one) => {
    const rows = rowsOf(one.key)
    return rows.length === 1 ? differing(Object.fromEntries(one.said.map(([field, text]) => [field.field, text])), rows[0]!).map((said) => ({ ...said, resource: grant.resource_code, key: { field: key.field, value: one.key }, otherUnitId: grant.unit_id })) : []
  })
  return { values: all.length, opened: (await disputeEach(deed, all, MOST_OPENED)).opened }
}

/** Whoever was asked about sees it; a key that is no person's leaves one leaf for the list. */
async function leaveLeaves(deed: Deed, grant: Grant, matter: string, key: ResourceField, asked: readonly AskedLine[]): Promise<void> {
  const persons = identityFields(grant).includes(key.field) ? await personIdsOf(deed, asked.map((one) => one.key)) : new Map<string, string>()
  const payload = { grant: grant.id, resource: grant.resource_code, matter, fields: [...new Set([key, ...asked.flatMap((one) => one.said.map(([field]) => field))].map((field) => field.name))] }
  const withheld = (await withheldFor(deed, grant.id, [...persons].map(() => matter))).get(matter)
  await appendLeaves({ ...deed, purpose: grant.purpose }, [
    { kind: 'exchange.list_checked', payload: { ...payload, rows: asked.length } },
    ...[...persons.values()].map((id) => ({ kind: 'exchange.used', subjects: [id], payload, withheld })),
  ])
}

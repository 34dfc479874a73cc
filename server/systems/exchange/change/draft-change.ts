import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound, stale } from '#base/errors'
import { jobActor } from '#base/jobs'
import { record } from '#primitives/event'
import { advance, openMatter, requireMatter, type Matter } from '#primitives/matter'
import { cityToday } from '#primitives/place'
import type { DraftChange, DraftedChange, ReviseChange, WithdrawResource } from '../contract.ts'
import { keepStatement } from '../drawn/keep-statement.ts'
import { drawnFaults, requireDrawable, requireOutside } from '../drawn/require-drawable.ts'
import { entrySaid, type Entry } from '../resource/entry.ts'
import { exchange, type ExchangeTables } from '../tables.ts'
import { entryFaults } from './entry-faults.ts'
import { nextCode } from './next-code.ts'
import { requireChange } from './require-change.ts'

type Kind = ExchangeTables['exchange.change']['kind']

/** A department drafts an entry, new or changed: what contradicts itself is refused at once, and what is secret is not taken at all. 编制目录 */
export async function draftChange(deed: Deed, { id, code, base, drawnFrom, ...drafted }: Static<typeof DraftChange>): Promise<DraftedChange> {
  const unitId = ownUnit(deed)
  if (drawnFrom !== undefined && (code !== null || base !== null)) throw invalid('exchange.drawn_is_new')
  await requireTimely(deed, drafted.effectiveOn)
  const resourceCode = code ?? (await nextCode(deed, unitId, drafted.entry.library))
  const drawn = drawnFrom === undefined ? null : await requireDrawable(deed, drawnFrom)
  const entry = await judged(deed, unitId, resourceCode, drafted, drawnFrom)
  if (base === null ? await holds(deed, resourceCode) : (await ownEntry(deed, resourceCode)).version !== base) throw stale('exchange.entry_moved_on')
  const opened = await open(deed, { id, kind: base === null ? 'new' : 'edit', resource_code: resourceCode, base_version: base, content: entry, reason: drafted.reason, effective_on: drafted.effectiveOn })
  if (drawn) await keepStatement(deed, resourceCode, drawn)
  return opened
}

/** Writes the draft anew, on the entry as it is in force now. 修改草稿 */
export async function reviseChange(deed: Deed, id: string, { version, ...drafted }: Static<typeof ReviseChange>): Promise<Matter> {
  const change = await requireChange(deed, id)
  if (change.content === null) throw conflict('exchange.change_is_withdrawal')
  await requireTimely(deed, drafted.effectiveOn)
  const entry = await judged(deed, change.unit_id, change.resource_code, drafted, change.content.drawn_from ?? undefined)
  const matter = await advance(deed, id, 'revise', version === undefined ? {} : { version })
  const base = change.kind === 'new' ? null : (await ownEntry(deed, change.resource_code)).version
  await exchange(deed.tx).updateTable('exchange.change').set({ content: JSON.stringify(entry) as never, base_version: base, reason: drafted.reason, effective_on: drafted.effectiveOn }).where('id', '=', id).execute()
  return matter
}

/** A department asks that an entry be withdrawn, from a day on, and says why; its users are told. 申请撤回目录 */
export async function withdrawResource(deed: Deed, { id, code, base, reason, effectiveOn }: Static<typeof WithdrawResource>): Promise<DraftedChange> {
  ownUnit(deed)
  await requireTimely(deed, effectiveOn)
  if ((await ownEntry(deed, code)).version !== base) throw stale('exchange.entry_moved_on')
  const drafted = await open(deed, { id, kind: 'withdraw', resource_code: code, base_version: base, content: null, reason, effective_on: effectiveOn })
  if (drafted.state !== 'drafting') return drafted
  const { state } = await advance(deed, id, 'submit_withdrawal')
  return { ...drafted, state }
}

const ownUnit = (deed: Deed): string => {
  if (deed.actor.departmentId === null) throw forbidden('exchange.no_unit')
  return deed.actor.departmentId
}
const requireTimely = async (deed: Deed, day: string): Promise<void> => { if (day < (await cityToday(deed))) throw invalid('exchange.effective_passed') }
const holds = async (deed: Deed, code: string): Promise<boolean> => (await exchange(deed.tx).selectFrom('exchange.resource').select('code').where('code', '=', code).executeTakeFirst()) !== undefined

/** An entry of the actor's own unit that is in force; another's is as unknown as none. */
async function ownEntry(deed: Deed, code: string): Promise<{ version: number }> {
  const row = await exchange(deed.tx).selectFrom('exchange.resource').select(['version', 'unit_id']).where('code', '=', code).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!row || row.unit_id !== deed.actor.departmentId) throw notFound('exchange.resource_unknown')
  return row
}

async function open(deed: Deed, change: Omit<ExchangeTables['exchange.change'], 'unit_id' | 'drafted_at' | 'drafted_by' | 'ended_at' | 'content'> & { kind: Kind; content: Entry | null }): Promise<DraftedChange> {
  const { id, kind, resource_code: code } = change
  const unitId = ownUnit(deed)
  const matter = await openMatter(deed, { id, kind: 'catalogue_change', divisionPath: '', holder: { level: 'city', path: '' }, item: code, link: false, source: 'desk', facts: { kind } })
  if (!matter.repeated) {
    const row = { ...change, content: change.content === null ? null : (JSON.stringify(change.content) as never), unit_id: unitId, drafted_at: deed.now, drafted_by: `${deed.actor.kind}:${deed.actor.id}`, ended_at: null }
    const { numInsertedOrUpdatedRows: written } = await exchange(deed.tx).insertInto('exchange.change').values(row).onConflict((old) => old.column('resource_code').where('ended_at', 'is', null).doNothing()).executeTakeFirstOrThrow()
    if (written === 0n) throw conflict('exchange.change_open')
    await record(deed, 'exchange.change_drafted', id, { resource: code, unit: unitId, kind })
    await advance({ ...deed, actor: jobActor('exchange.draft_change') }, id, 'begin', { assignTo: { unitId } })
  }
  const { state } = await requireMatter(deed, id)
  return { id, number: matter.number, state, code }
}

/** The entry as it would stand, or a refusal that says everything that is wrong with it. */
async function judged(deed: Deed, unitId: string, code: string, { classified, entry: said, derivedFrom, derivedReason }: Omit<Static<typeof ReviseChange>, 'version'>, drawnFrom?: string): Promise<Entry> {
  if (classified !== 'none') throw conflict(`exchange.${classified}`)
  const live = await exchange(deed.tx).selectFrom('exchange.resource').select(['contribution', 'drawn_from']).where('code', '=', code).executeTakeFirst() // which system keeps it is not for the desk to say
  const entry = { ...entrySaid(unitId, code, said, derivedFrom, derivedReason), contribution: live?.contribution ?? null, drawn_from: drawnFrom ?? live?.drawn_from ?? null }
  const faults = [...entryFaults(entry), ...(entry.drawn_from === null ? [] : drawnFaults(entry, await requireOutside(deed, entry.drawn_from)))]
  if (faults.length > 0) throw invalid('exchange.entry_faulty', { count: faults.length, faults: faults.map(({ field, code: fault }) => (field === null ? fault : `${fault}:${field}`)) })
  const { rows: [wrong] } = await sql<{ theme: boolean; name: boolean; derived: boolean }>`select
    not exists (select from exchange.resource where theme = ${entry.theme}) as theme,
    exists (select from exchange.resource where unit_id = ${unitId} and name = ${entry.name} and code <> ${code} and withdrawn_at is null)
      or exists (select from exchange.change where unit_id = ${unitId} and content ->> 'name' = ${entry.name} and resource_code <> ${code} and ended_at is null) as name,
    (select count(*) from exchange.resource where code = any(${entry.derived_from}::text[]) and withdrawn_at is null) <> ${entry.derived_from.length} as derived`.execute(exchange(deed.tx))
  if (wrong!.theme) throw invalid('exchange.theme_unknown')
  if (wrong!.name) throw conflict('exchange.name_taken', { name: entry.name })
  if (wrong!.derived || entry.derived_from.includes(code)) throw invalid('exchange.derived_unknown')
  return entry
}

import { may, type Deed } from '#base/deed'
import { findMatters, matterTrace, mayDo, type ListedMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { Correction, CorrectionFilter, CorrectionRow, Corrections, OwnCorrection } from '../contract.ts'
import { exchange } from '../tables.ts'
import { correctionPermissionOf } from './correction-steps.ts'
import { requireCorrection, requireOwnCorrection, saidIn } from './require-correction.ts'

type Doables = Correction['may']

/** What one's unit must answer, what it asked, or all of them for the authority; what is due first on top. 校核列表 */
export async function findCorrections(deed: Deed, { view = 'to_answer', open, limit, after }: CorrectionFilter): Promise<Corrections> {
  const unit = deed.actor.departmentId ?? ''
  let rows = exchange(deed.tx).selectFrom('exchange.correction').select('id')
  if (view === 'to_answer') rows = rows.where('source_id', '=', unit)
  else if (view === 'mine') rows = rows.where('unit_id', '=', unit)
  else if (!may(deed.actor, 'exchange.request.read_all')) rows = rows.where((is) => is.or([is('unit_id', '=', unit), is('source_id', '=', unit)]))
  const page = await findMatters(deed, { kinds: ['data_correction'], among: rows, open }, { limit, after, sort: 'due' })
  return { items: await correctionRows(deed, page.items), next: page.next }
}

async function correctionRows(deed: Deed, matters: readonly ListedMatter[]): Promise<CorrectionRow[]> {
  if (matters.length === 0) return []
  const found = await exchange(deed.tx).selectFrom('exchange.correction as c').innerJoin('exchange.resource as r', 'r.code', 'c.resource_code').selectAll('c').select(['r.name', 'r.fields']).where('c.id', 'in', matters.map(({ id }) => id)).execute()
  const rows = new Map(found.map((row) => [row.id, row]))
  const units = await findUnits(deed, found.flatMap((row) => [row.source_id, row.unit_id]).filter((id) => id !== null))
  const named = (id: string) => ({ id, name: units.get(id)?.name ?? id })
  return matters.map((matter) => {
    const row = rows.get(matter.id)!
    return {
      id: row.id, number: matter.number, state: matter.state, stateName: matter.stateName, final: matter.final, version: matter.version, overdue: matter.overdue, origin: row.origin, resource: { code: row.resource_code, name: row.name },
      source: named(row.source_id), unit: row.unit_id === null ? null : named(row.unit_id), field: { field: row.field, name: row.fields.find((one) => one.field === row.field)?.name ?? row.field },
      askedAt: row.asked_at.toISOString(), stateDueAt: matter.stateDueAt?.toISOString() ?? null,
    }
  })
}

/** One correction with every step, and what the reader may do now; what was said of the value is opened by a deed of its own. 校核详情 */
export async function showCorrection(deed: Deed, id: string): Promise<Correction> {
  const row = await requireCorrection(deed, id)
  const { items } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const unit = deed.actor.departmentId
  return { correction: (await correctionRows(deed, items))[0]!, mayRead: unit !== null && (row.source_id === unit || row.unit_id === unit), may: await doable(deed, id, correctionPermissionOf), trace: await matterTrace(deed, id, 'staff') }
}

async function doable(deed: Deed, id: string, permissionOf: (action: string) => string): Promise<Doables> {
  const steps = (await mayDo(deed, id)).filter(({ action }) => may(deed.actor, permissionOf(action)))
  return steps.map(({ needs, reasons, ...rest }) => ({ ...rest, needs: needs.map(String), reasons: reasons && [...reasons] }))
}

/** The actor's own corrections, and those that units asked about them; the newest first. 我的校核 */
export async function findOwnCorrections(deed: Deed): Promise<{ items: CorrectionRow[] }> {
  const ids = (await exchange(deed.tx).selectFrom('exchange.correction').select('id').where('person_id', '=', deed.actor.id).orderBy('id', 'desc').limit(200).execute()).map(({ id }) => id)
  const { items } = await findMatters(deed, { ids }, { limit: 200, sort: 'newest' })
  return { items: await correctionRows(deed, items) }
}

/** One of them with what was said and how far it has come; the units, never the officials. */
export async function showOwnCorrection(deed: Deed, id: string): Promise<OwnCorrection> {
  await requireOwnCorrection(deed, id)
  const { items } = await findMatters(deed, { ids: [id] }, { limit: 1 })
  const { wrong, believed } = await saidIn(deed, id)
  return { correction: (await correctionRows(deed, items))[0]!, wrong, believed, may: (await doable(deed, id, () => 'exchange.correction.ask')).filter(({ action }) => action === 'withdraw'), trace: await matterTrace(deed, id, 'public') }
}

import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { appendLeaf, showWithheld } from '#primitives/ledger'
import { advance, requireMatter, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { cityToday } from '#primitives/place'
import type { AskedCorrection, AskWithholding } from '../contract.ts'
import { requirePlain } from '../correction/require-plain.ts'
import type { Words } from '../followup/followup-steps.ts'
import { openFollowup } from '../followup/open-followup.ts'
import { requireFollowup } from '../followup/require-followup.ts'
import { requireMatterNumber } from '../row/grant-in-force.ts'
import { exchange } from '../tables.ts'
import { useRules } from './use-rules.ts'

/** A department asks that its uses under one grant for one matter are not shown to the person before a day, by a basis of the closed list. Nothing is withheld by asking. 提出暂不告知 */
export async function askWithholding(deed: Deed, { id, grant: grantId, matter: number, basis, untilOn, words }: AskWithholding): Promise<AskedCorrection> {
  requirePlain(words)
  const grant = await exchange(deed.tx).selectFrom('exchange.grant as g').innerJoin('exchange.request as r', 'r.id', 'g.id').select(['g.unit_id', 'g.resource_code', 'g.mode', 'r.source_id']).where('g.id', '=', grantId).executeTakeFirst()
  if (!grant || grant.unit_id !== deed.actor.departmentId) throw notFound('exchange.grant_unknown')
  await requireMatterNumber(deed, number)
  if (grant.mode === 'delivery') await requireOwnNumber(deed, grantId, number)
  const { withholding: { bases, longest_days } } = await useRules(deed)
  const today = await cityToday(deed)
  if (!bases.some((one) => one.code === basis && one.since <= today)) throw invalid('exchange.basis_not_listed')
  if (untilOn <= today || untilOn > addDays(today, longest_days)) throw invalid('exchange.withholding_too_long', { days: longest_days })
  const opened = await openFollowup(deed, { id, kind: 'withholding', to: null, resource_code: grant.resource_code, unit_id: grant.unit_id, source_id: grant.source_id, request_id: grantId, correction_id: null, way: null, words })
  if (!opened.repeated) await exchange(deed.tx).insertInto('exchange.withholding').values({ id, grant_id: grantId, matter: number, basis, until_on: untilOn, approved_on: null, approved_by: null, ended_at: null, uses: 0 }).execute()
  return { id, number: opened.number, state: opened.state }
}

/** A whole copy is for no single matter: what is withheld of it is the grant itself, by the number of its request. */
async function requireOwnNumber(deed: Deed, grantId: string, number: string): Promise<void> {
  const own = (await requireMatter(deed, grantId)).number
  if (number !== own) throw invalid('exchange.withholding_whole_copy', { number: own })
}

const DAY = 86_400_000

/** A unit that is neither the user nor the source approves or refuses; approved, uses from now on are withheld until the day, and the decision is on the ledger. 外部批准 */
export async function decideWithholding(deed: Deed, id: string, action: 'approve' | 'refuse' | 'disclose', { reason, version }: Words): Promise<Matter> {
  const row = await requireFollowup(deed, id)
  const asked = await exchange(deed.tx).selectFrom('exchange.withholding').selectAll().where('id', '=', id).executeTakeFirst()
  if (!asked) throw notFound('exchange.followup_unknown')
  requirePlain(reason)
  const unit = deed.actor.departmentId
  if (action !== 'disclose' && (unit === null || unit === row.unit_id || unit === row.source_id)) throw forbidden('exchange.withholding_not_outside')
  const today = await cityToday(deed)
  if (action === 'approve' && asked.until_on <= today) throw conflict('exchange.withholding_past')
  const days = Math.round((Date.parse(asked.until_on) - Date.parse(today)) / DAY)
  const matter = await advance(deed, id, action, { ...(reason ? { reason } : {}), ...(version ? { version } : {}), ...(action === 'approve' ? { limits: { withheld: { amount: days, unit: 'days' as const } } } : {}) })
  if (action === 'approve') await exchange(deed.tx).updateTable('exchange.withholding').set({ approved_on: today, approved_by: unit }).where('id', '=', id).execute()
  if (action === 'disclose') {
    await exchange(deed.tx).updateTable('exchange.withholding').set({ ended_at: deed.now }).where('id', '=', id).execute()
    await showWithheld(deed, id)
  }
  await appendLeaf(deed, { kind: `exchange.withholding_${action}`, payload: { withholding: id, number: matter.number, grant: asked.grant_id, matter: asked.matter, basis: asked.basis, until: asked.until_on, unit: row.unit_id, reason: reason ?? null } })
  if (unit !== row.unit_id) await tell(deed, { to: { unit: row.unit_id }, template: `exchange.withholding.${action}`, facts: { number: matter.number }, link: `/desk/followups?id=${id}` })
  return matter
}

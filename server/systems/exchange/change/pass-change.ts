import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { jobActor } from '#base/jobs'
import { advance, type Matter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import { cityToday } from '#primitives/place'
import { exchange } from '../tables.ts'
import { sha256Of } from './assess-change.ts'
import { enforceChange } from './enforce-changes.ts'
import { requireOneSource } from './item-conflicts.ts'
import { requireChange } from './require-change.ts'
import { fieldChanges, touched, usersOf } from './users-of.ts'

const DAY = 86_400_000

/** The authority lets a change pass: users of a field that goes or changes are told and given the time that the law gives them; without any it is in force on its day. 审核通过 */
export async function passChange(deed: Deed, id: string, version?: number): Promise<Matter> {
  const change = await requireChange(deed, id)
  const { content, resource_code: code } = change
  const live = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', code).executeTakeFirst()
  if ((live?.version ?? null) !== change.base_version) throw conflict('exchange.entry_moved_on') // the city's folder may have changed it meanwhile
  if (content !== null) {
    const signed = await exchange(deed.tx).selectFrom('exchange.assessment').select('sha256').where('change_id', '=', id).execute()
    if (signed.length !== 2 || signed.some(({ sha256 }) => !sha256.equals(sha256Of(content)))) throw conflict('exchange.not_assessed')
    await requireOneSource(deed, change)
  }
  const today = await cityToday(deed)
  const passed = await advance(deed, id, 'pass', { limits: { effect: { amount: Math.max(1, (Date.parse(change.effective_on) - Date.parse(today)) / DAY), unit: 'days' } }, ...(version === undefined ? {} : { version }) })
  const platform = { ...deed, actor: jobActor('exchange.enforce_changes') }
  const users = await usersOf(deed, code)
  const waiting = content === null ? [] : touched(users, fieldChanges(live ?? null, content))
  const matter = waiting.length > 0 ? await advance(platform, id, 'notify') : passed
  const facts = { resource: live?.name ?? content!.name, day: change.effective_on, until: waiting.length > 0 ? matter.stateDueAt!.toISOString().slice(0, 10) : change.effective_on, reason: change.reason }
  for (const unit of new Set((content === null ? users : waiting).map(({ unit_id }) => unit_id)))
    await tell(deed, { to: { unit }, template: content === null ? 'exchange.change.withdrawal_coming' : 'exchange.change.fields_coming', facts, link: `/desk/resources?code=${code}`, also: ['webhook'] })
  await tell(deed, { to: { unit: change.unit_id }, template: 'exchange.change.passed', facts: { number: matter.number, resource: facts.resource }, link: `/desk/catalogue-changes?id=${id}` })
  return waiting.length === 0 && change.effective_on <= today ? enforceChange(platform, id) : matter
}

import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { itemNames } from '#systems/service-item'
import type { DepartmentSystemsShown } from '../contract.ts'
import { application } from '../tables.ts'
import { departmentSystemHere } from './department-port.ts'
import { departmentSystems, stepOf } from './department-settings.ts'

/** How the city stands with each department's system, and the statuses that changed nothing: numbers and moments, nobody's name or words. 部门系统对接情况 */
export async function findDepartmentSystems(deed: Deed): Promise<DepartmentSystemsShown> {
  const db = application(deed.tx)
  const said = await departmentSystems(deed)
  const names = await itemNames(deed, said.flatMap(({ items }) => items.map(({ item }) => item)))
  const met = new Map((await db.selectFrom('application.department_system').selectAll().execute()).map((one) => [one.code, one]))
  const waiting = await db.selectFrom('application.department_case').select(['system_code', 'state', (of) => of.fn.countAll<number>().as('count')]).where('state', '!=', 'pushed').groupBy(['system_code', 'state']).execute()
  const silent = await db.selectFrom('application.department_case').select(['system_code', (of) => of.fn.countAll<number>().as('count')]).where('promised_at', '<', deed.now).groupBy('system_code').execute()
  const counted = (code: string, state: 'due' | 'parked'): number => Number(waiting.find((one) => one.system_code === code && one.state === state)?.count ?? 0)
  const kept = await db.selectFrom('application.department_message').selectAll().where('direction', '=', 'in').where('outcome', 'not in', ['taken', 'waiting']).where('settled_at', 'is', null).orderBy('at', 'desc').orderBy('id', 'desc').limit(200).execute()
  return {
    systems: said.map(({ code, name, english, decided, items }) => {
      const state = met.get(code)
      return {
        code, name, english, decided, items: items.map(({ item }) => ({ code: item, name: names.get(item) ?? item })), connected: departmentSystemHere(code) !== undefined, metAt: state?.met_at?.toISOString() ?? null, failedAt: state?.failed_at?.toISOString() ?? null, failure: state?.failure ?? null,
        due: counted(code, 'due'), parked: counted(code, 'parked'), silent: Number(silent.find((one) => one.system_code === code)?.count ?? 0), unsignedTimes: state?.unsigned_times ?? 0, unsignedAt: state?.unsigned_at?.toISOString() ?? null,
      }
    }),
    kept: kept.map(({ id, system_code: system, number, what, sequence, at, outcome, reason }) => ({ id, system, number, what, step: stepOf(said.find(({ code }) => code === system), what), sequence, at: at.toISOString(), outcome, reason })),
  }
}

/** Somebody saw to a status that changed nothing. 已处理 */
export async function settleStatus(deed: Deed, id: string): Promise<void> {
  const one = await application(deed.tx).updateTable('application.department_message').set({ settled_at: deed.now, settled_by: deed.actor.postId ?? deed.actor.id }).where('id', '=', id).where('direction', '=', 'in').where('outcome', 'not in', ['taken', 'waiting']).where('settled_at', 'is', null).returning(['number', 'system_code']).executeTakeFirst()
  if (!one) throw notFound('application.no_such_message')
  await appendLeaf(deed, { kind: 'application.status_settled', payload: { message: id, number: one.number, system: one.system_code } })
}

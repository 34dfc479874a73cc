import type { Deed } from '#base/deed'
import { findDivision, isUnder, requireDivision } from '#primitives/place'
import { itemNames } from '#systems/service-item'
import type { Hall, Halls, Slots } from './contract.ts'
import { counterFor, keptHalls, noShowRule, requireHall, type KeptHall } from './halls.ts'
import { openDays } from './open-slots.ts'

/** Halls that serve an item, those nearest to the division first. 可预约的大厅 */
export async function findHalls(deed: Deed, { item, division }: { item?: string | undefined; division?: string | undefined }): Promise<Halls> {
  const path = division === undefined ? null : (await requireDivision(deed, division)).path
  const serving = (await keptHalls(deed)).filter(({ hall }) => item === undefined || hall.counters.some(({ items }) => items.includes(item)))
  const near = ({ divisionPath }: KeptHall): number => (path !== null && isUnder(path, divisionPath) ? divisionPath.split('/').length : 0)
  return { items: await Promise.all(serving.toSorted((a, b) => near(b) - near(a)).map((one) => hallSaid(deed, one))), rule: await ruleSaid(deed) }
}

/** Days and free places of a hall for an item. 查时段 */
export async function findSlots(deed: Deed, hallCode: string, item: string): Promise<Slots> {
  const hall = await requireHall(deed, hallCode)
  const counter = counterFor(hall, item)
  const days = await openDays(deed, hall, counter)
  return {
    hall: hallCode, counter: { code: counter.code, name: counter.name },
    days: days.map(({ day, open, slots }) => ({ day, open, slots: slots.filter(({ startsAt }) => startsAt > deed.now).map((slot) => ({ ...slot, startsAt: slot.startsAt.toISOString(), endsAt: slot.endsAt.toISOString() })) })),
  }
}

export async function hallSaid(deed: Deed, { hall }: KeptHall): Promise<Hall> {
  const names = await itemNames(deed, hall.counters.flatMap(({ items }) => items))
  return {
    code: hall.code, name: hall.name, division: { code: hall.division, name: (await findDivision(deed, hall.division))?.name ?? hall.division }, address: hall.address ?? null, phone: hall.phone ?? null, hours: [...hall.hours],
    aheadDays: hall.ahead_days, cancelBeforeMinutes: hall.cancel_before_minutes, source: hall.source,
    counters: hall.counters.map(({ code, name, windows, items }) => ({ code, name, windows, items: items.map((item) => ({ code: item, name: names.get(item) ?? item })) })),
  }
}

export async function ruleSaid(deed: Deed): Promise<Halls['rule']> {
  const { missed, within_days: withinDays, pause_days: pauseDays, source } = await noShowRule(deed)
  return { missed, withinDays, pauseDays, source }
}

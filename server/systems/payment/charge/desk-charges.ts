import { sql, type RawBuilder } from 'kysely'
import type { Static } from 'typebox'
import { may, type Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { scopeOf, within } from '#primitives/access'
import { mayDo } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import type { ChargeRow as Shown, Charges, DeskCharge, DeskFilter, RefusedNotices } from '../contract.ts'
import { approve, ask, read, readAll, waive } from '../payment-permissions.ts'
import { nameOf, paymentSettings, type Reason, type Settings } from '../payment-settings.ts'
import { payment } from '../tables.ts'
import { chargesSaid } from './charge-said.ts'
import { stateOf } from './find-charge.ts'
import { openWaiver } from './waive-charge.ts'

type View = NonNullable<Static<typeof DeskFilter>['view']>
const HOUR = 3_600_000

/** What slipped through 查漏, as conditions on a charge `c`: paid and no receipt, approved to go back and not gone, paid and what it was for has ended without anybody asking for it back. */
const leaks = (now: Date, { receipt_hours: receipt, refund_hours: refund }: Settings): Record<NonNullable<Shown['leak']>, RawBuilder<boolean>> => ({
  no_receipt: sql<boolean>`exists (select from payment.taking t where t.charge_id = c.id and t.receipt_at is not null and t.taken_at < ${new Date(now.getTime() - receipt * HOUR)})`,
  not_refunded: sql<boolean>`exists (select from payment.refund r where r.charge_id = c.id and r.refunded_at is null and r.declined_at is null and r.approved_at < ${new Date(now.getTime() - refund * HOUR)})`,
  ended_paid: sql<boolean>`(c.ended_at is not null and c.paid_by is not null and not exists (select from payment.refund r where r.taking_id = c.paid_by))`,
})

const unsettled = sql<boolean>`exists (select from payment.refund r where r.charge_id = c.id and r.refunded_at is null and r.declined_at is null)`
const views: Record<Exclude<View, 'leak'>, RawBuilder<boolean>> = {
  waiting: sql<boolean>`c.paid_at is null and c.cancelled_at is null and c.lapsed_at is null`,
  paid: sql<boolean>`c.paid_at is not null and c.ended_at is null`,
  refunds: unsettled,
  done: sql<boolean>`(c.cancelled_at is not null or c.lapsed_at is not null or c.ended_at is not null) and not ${unsettled}`,
}

/** Of one's unit; for whoever oversees, of the places that one oversees. Nobody's name stands in it. */
const reach = (deed: Deed): RawBuilder<boolean> =>
  sql<boolean>`(c.unit_id = ${may(deed.actor, read) ? (deed.actor.departmentId ?? '-') : '-'} or ${may(deed.actor, readAll) ? within(sql.ref('c.division_path'), scopeOf(deed, readAll)) : sql<boolean>`false`})`

const rowsOf = (deed: Deed, settings: Settings) => {
  const leak = leaks(deed.now, settings)
  return payment(deed.tx).selectFrom('payment.charge as c').selectAll('c').select(sql<Shown['leak']>`case when ${leak.not_refunded} then 'not_refunded' when ${leak.ended_paid} then 'ended_paid' when ${leak.no_receipt} then 'no_receipt' end`.as('leak'))
    .select(sql<Shown['refund']>`(select case when r.refunded_at is not null then 'refunded' when r.declined_at is not null then 'declined' when r.approved_at is not null then 'approved' else 'asked' end from payment.refund r where r.charge_id = c.id order by r.id desc limit 1)`.as('refund')).where(reach(deed))
}

/** Charges by what they wait for, the newest first. 本单位缴款 */
export async function findDeskCharges(deed: Deed, { view = 'waiting', limit = 50, after }: Static<typeof DeskFilter>): Promise<Charges> {
  const settings = await paymentSettings(deed)
  const { no_receipt, not_refunded, ended_paid } = leaks(deed.now, settings)
  let query = rowsOf(deed, settings).where(view === 'leak' ? sql<boolean>`(${not_refunded} or ${ended_paid} or ${no_receipt})` : views[view]).orderBy('c.id', 'desc').limit(limit + 1)
  if (after !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after)) query = query.where('c.id', '<', after)
  const found = await query.execute()
  const rows = found.slice(0, limit)
  const units = await findUnits(deed, rows.map(({ unit_id: unit }) => unit))
  return {
    items: rows.map((row) => ({ id: row.id, matter: row.basis.split(':').at(-1)!, state: stateOf(row), item: { code: row.item_code, name: row.item_name }, unit: { code: row.unit_id, name: units.get(row.unit_id)?.name ?? row.unit_id }, amount: row.amount, at: (row.paid_at ?? row.brought_at).toISOString(), leak: row.leak, refund: row.refund })),
    next: found.length > limit ? rows.at(-1)!.id : null,
  }
}

/** One charge at the desk: how it was paid, reduced or goes back, and what the actor may do. 缴款详情（单位） */
export async function showDeskCharge(deed: Deed, id: string): Promise<DeskCharge> {
  const settings = await paymentSettings(deed)
  const row = await rowsOf(deed, settings).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('payment.charge_unknown')
  const charge = (await chargesSaid(deed, [row]))[0]!
  const waiver = await payment(deed.tx).selectFrom('payment.waiver').selectAll().where('charge_id', '=', id).executeTakeFirst() // only the person's and the unit's to read
  const own = row.unit_id === deed.actor.departmentId
  const asked = charge.takings.filter(({ refund }) => refund?.state === 'asked')
  const decide: string[] = []
  for (const { refund } of own && may(deed.actor, approve) ? asked : []) if ((await mayDo(deed, refund!.id)).some(({ action }) => action === 'approve')) decide.push(refund!.id)
  return {
    charge, matter: row.basis.split(':').at(-1)!, link: `/desk${row.link}`, leak: row.leak,
    waiver: waiver ? { amount: waiver.amount, reason: { code: waiver.reason, name: nameOf(settings.waivers, waiver.reason) }, words: waiver.words && openWaiver(waiver.words), at: waiver.decided_at.toISOString() } : null,
    waivers: offered(settings.waivers), refunds: offered(settings.refunds),
    may: {
      waive: own && may(deed.actor, waive) && charge.state === 'waiting' && charge.amount === charge.full, decide,
      ask: own && may(deed.actor, ask) ? charge.takings.filter(({ refund }) => refund === null || refund.state === 'declined').map((one) => one.id) : [],
    },
  }
}

const offered = (reasons: readonly Reason[]) => reasons.map(({ code, name, name_en: english }) => ({ code, name, english }))

/** Signed notices that did not agree with what we know, the newest first: somebody may have paid. 对不上的通知 */
export async function findRefusedNotices(deed: Deed): Promise<RefusedNotices> {
  const rows = await payment(deed.tx).selectFrom('payment.refused_notice as n').leftJoin('payment.charge as c', 'c.id', 'n.charge_id').selectAll('n').where(within(sql.ref('c.division_path'), scopeOf(deed, readAll))).orderBy('n.at', 'desc').limit(200).execute() // of no charge at all: the city's
  const units = await findUnits(deed, rows.flatMap(({ unit_id: unit }) => unit ?? []))
  return { items: rows.map(({ at, why, order_id: order, unit_id: unit, said }) => ({ at: at.toISOString(), why, order, amount: said.amount, unit: unit === null ? null : (units.get(unit)?.name ?? unit), serial: said.serial })) }
}

import { byKey } from '#base/database'
import type { Deed } from '#base/deed'
import { conflict, invalid, notFound } from '#base/errors'
import { findMatter, matterByNumber } from '#primitives/matter'
import { cityToday } from '#primitives/place'
import type { MaskSaid, ResourceField } from '../contract.ts'
import { masksOf } from '../mask/masks-of.ts'
import { exchange, type ExchangeTables, type Mode } from '../tables.ts'

export type Grant = ExchangeTables['exchange.grant'] & {
  resourceFields: readonly ResourceField[]; /** Who keeps the rows itself; null = they are landed. */ contribution: string | null; /** The entry of the existing platform that is asked live; null = none is. */ drawn_from: string | null; /** Holds personal data. */ personal: boolean; /** Uses for some matter are not shown to the person yet. */ withholds: boolean; /** What is seen of each field granted. */ masks: readonly MaskSaid[]
}
export type Row = Readonly<Record<string, string | number | boolean | null>>

/** The grant of one's own unit, in force at this moment, with the entry's fields as they were when it was given: suspended, ended or past its last day it is refused, whenever it was given. 校验授权 */
export async function grantInForce(deed: Deed, id: string, mode: Mode): Promise<Grant> {
  const [grant, matter] = await Promise.all([readGrant(deed, id), findMatter(deed, id)])
  if (!grant || grant.unit_id !== deed.actor.departmentId) throw notFound('exchange.grant_unknown')
  if (matter?.state !== 'granted' || grant.until_on < (await cityToday(deed))) throw conflict('exchange.grant_not_in_force', { until: grant.until_on })
  const { fields: resourceFields, personal, contribution = null, drawn_from = null } = grant.content as { fields: ResourceField[]; personal: boolean; contribution?: string | null; drawn_from?: string | null }
  if (drawn_from !== null && (mode === 'page' || mode === 'delivery')) throw conflict('exchange.asked_live_only')
  if (grant.mode !== mode) throw conflict('exchange.mode_not_granted')
  const { content: _, scenario, withholds, ...own } = grant
  return { ...own, resourceFields, contribution, drawn_from, personal, withholds: Boolean(withholds), masks: await masksOf(deed, resourceFields.filter((one) => own.fields.includes(one.field)), { scenario, mode }) }
}

const readGrant = (deed: Deed, id: string) =>
  exchange(deed.tx).selectFrom('exchange.grant as g').innerJoin('exchange.resource_version as v', (join) => join.onRef('v.code', '=', 'g.resource_code').onRef('v.version', '=', 'g.version'))
    .innerJoin('exchange.request as q', 'q.id', 'g.id').modifyFront(byKey).selectAll('g').select(['v.content', 'q.scenario'])
    .select((is) => is.exists(is.selectFrom('exchange.withholding as w').select('w.id').whereRef('w.grant_id', '=', 'g.id').where('w.approved_on', 'is not', null).where('w.ended_at', 'is', null)).as('withholds'))
    .where('g.id', '=', id).executeTakeFirst()

/** Every use says for which matter it is. */
export async function requireMatterNumber(deed: Deed, number: string): Promise<void> {
  if ((await matterByNumber(deed, number)) === null) throw invalid('exchange.matter_unknown', { number })
}

export const identityFields = ({ resourceFields }: Grant): string[] => resourceFields.filter((one) => one.personal === 'identity_number').map((one) => one.field)

import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid, notFound } from '#base/errors'
import { cityToday } from '#primitives/place'
import { contributedResource } from '#primitives/registry'
import type { FileRequest } from '../contract.ts'
import { exchange, type ExchangeTables } from '../tables.ts'

/** What the actor's unit may ask for: an entry in force of another unit, shared, in a way in which it is given, fields that it has and gives, until a day that lies ahead. 可申请性 */
export async function requireAskable(deed: Deed, asked: Pick<FileRequest, 'resource' | 'mode' | 'fields' | 'untilOn'>): Promise<{ unitId: string; resource: ExchangeTables['exchange.resource'] }> {
  const unitId = deed.actor.departmentId
  if (unitId === null) throw forbidden('exchange.no_unit')
  const resource = await exchange(deed.tx).selectFrom('exchange.resource').selectAll().where('code', '=', asked.resource).where('withdrawn_at', 'is', null).executeTakeFirst()
  if (!resource) throw notFound('exchange.resource_unknown')
  if (resource.unit_id === unitId) throw conflict('exchange.own_resource')
  if (resource.share === 'forbidden') throw conflict('exchange.resource_forbidden', { basis: resource.share_basis })
  if (resource.drawn_from !== null && asked.mode !== 'query' && asked.mode !== 'batch_check') throw conflict('exchange.asked_live_only')
  if (!resource.modes.includes(asked.mode)) throw invalid('exchange.mode_not_given', { mode: asked.mode })
  if (asked.mode === 'page' && resource.personal && !resource.fields.some(({ division }) => division)) throw conflict('exchange.page_needs_division')
  if (asked.mode === 'page' && resource.contribution !== null && !contributedResource(resource.contribution)?.page) throw conflict('exchange.page_not_kept')
  for (const name of asked.fields) {
    const field = resource.fields.find((one) => one.field === name)
    if (!field) throw invalid('exchange.field_unknown', { field: name })
    if (field.mask === 'never') throw invalid('exchange.field_never', { field: field.name })
  }
  if (asked.untilOn <= (await cityToday(deed))) throw invalid('exchange.until_passed')
  return { unitId, resource }
}

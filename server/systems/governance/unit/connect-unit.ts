import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { endpointOf, push, removeEndpoint, setEndpoint } from '#primitives/notice'
import type { UnitEndpoint } from '../contract.ts'
import { ownUnit } from './find-unit-orders.ts'

/** Says where the unit's system is to be told of its matters; the secret that signs each push is shown once. 登记推送地址 */
export async function connectUnit(deed: Deed, url: string): Promise<{ id: string; secret: string }> {
  const id = ownUnit(deed)
  return { id, ...(await setEndpoint(deed, id, url)) }
}

/** Ends the pushes; the list stays. 取消推送 */
export async function disconnectUnit(deed: Deed): Promise<{ id: string }> {
  const id = ownUnit(deed)
  await requireEndpoint(deed, id)
  await removeEndpoint(deed, id)
  return { id }
}

/** Sends a push that says nothing, so that an engineer sees one arrive. 试推送 */
export async function tryUnit(deed: Deed): Promise<{ id: string }> {
  const id = ownUnit(deed)
  await requireEndpoint(deed, id)
  await push(deed, id, { type: 'governance.trial', unitId: id })
  return { id }
}

export async function showEndpoint(deed: Deed): Promise<UnitEndpoint> {
  const { url, at } = await requireEndpoint(deed, ownUnit(deed))
  return { url, setAt: at.toISOString() }
}

async function requireEndpoint(deed: Deed, unitId: string): Promise<{ url: string; at: Date }> {
  const found = await endpointOf(deed, unitId)
  if (!found) throw notFound('governance.unit_not_connected')
  return found
}

import type { Deed } from '#base/deed'
import { appendLeaf } from '#primitives/ledger'
import { advance, type Matter } from '#primitives/matter'
import type { Body } from './request-steps.ts'
import { requireRequest } from './require-request.ts'

/** Steps that change what may be used are on the ledger. */
const owed = new Set(['suspend', 'lift', 'end'])

/** One step of a request that needs nothing of its own. 申请流转 */
export async function advanceRequest(deed: Deed, id: string, action: string, { workingDays, ...body }: Body): Promise<Matter> {
  const asked = await requireRequest(deed, id)
  const matter = await advance(deed, id, action, { ...body, ...(workingDays ? { extension: { amount: workingDays, unit: 'working_days' as const } } : {}) })
  if (owed.has(action)) await appendLeaf(deed, { kind: `exchange.grant_${action}`, payload: { request: id, resource: asked.resource_code, unit: asked.unit_id, reason: body.reason ?? null } })
  return matter
}

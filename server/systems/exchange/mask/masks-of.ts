import type { Deed } from '#base/deed'
import { decide } from '#primitives/rule'
import type { MaskSaid, ResourceField } from '../contract.ts'
import type { Mode } from '../tables.ts'
import type { Mask } from './mask-value.ts'

/** The city's table: for which business, in which way of use, which kind of field is masked otherwise than its entry says. */
export const MASKS = 'masks'

/** What the requester sees of each field for this business: as the entry says, unless a row of the city's rules says otherwise. What is given to nobody, and what is core, no rule opens. 按用途遮掩 */
export function masksOf(deed: Deed, fields: readonly ResourceField[], { scenario, mode }: { scenario: string; mode: Mode }): Promise<MaskSaid[]> {
  return Promise.all(fields.map(async ({ field, name, mask: declared, personal, type, level }): Promise<MaskSaid> => {
    if (declared === 'never' || level === 'core') return { field, name, mask: declared, because: null }
    const { outcome, sentence } = await decide(deed, MASKS, { scenario, mode, kind: personal ?? 'none', type, declared })
    return outcome === null || outcome.mask === declared ? { field, name, mask: declared, because: null } : { field, name, mask: outcome.mask as Mask, because: sentence }
  }))
}

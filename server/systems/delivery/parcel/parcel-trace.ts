import type { Deed } from '#base/deed'
import type { MatterTrace } from '#primitives/matter'
import type { Receiving } from '../contract.ts'
import { delivery } from '../tables.ts'

type Shown = NonNullable<Receiving['parcel']>

/** Steps as all sides read them: which unit, never which person. The first two are one for people: it was ordered. */
export const stepsOf = ({ steps }: MatterTrace): Shown['steps'] =>
  steps.filter(({ action }) => action !== 'escalated' && action !== 'opened').map(({ id, at, name, unit, reason, note }) => ({ id, at: at.toISOString(), name, unit: unit?.name ?? null, reason, note }))

/** What the carrier said and was taken, in its order. 运单动态 */
export const movedOf = async (deed: Deed, tracking: string): Promise<Shown['moved']> =>
  (await delivery(deed.tx).selectFrom('delivery.word').select(['said_at', 'status', 'place']).where('tracking', '=', tracking).where('refused', 'is', null).orderBy('said_at').limit(200).execute())
    .map(({ said_at: at, status, place }) => ({ at: at.toISOString(), status, place }))

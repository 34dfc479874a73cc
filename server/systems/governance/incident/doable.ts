import { may, type Deed } from '#base/deed'
import { mayDo, type Doable } from '#primitives/matter'
import { boundActions } from './steps.ts'

/** What the actor may do with an incident now: the kind's rules and the permission of the step's route. 可办的步骤 */
export async function doableSteps(deed: Deed, incidentId: string): Promise<Doable[]> {
  return (await mayDo(deed, incidentId)).filter(({ action }) => may(deed.actor, `governance.incident.${boundActions.includes(action) ? action : 'advance'}`))
}

/** Where a step is taken: what code names has a route of its own, what a city added goes by its name. */
export const routeOf = (incidentId: string, action: string): string => `/governance/incidents/${incidentId}/${boundActions.includes(action) ? action.replaceAll('_', '-') : `actions/${action}`}`

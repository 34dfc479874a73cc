import type { Deed } from '#base/deed'
import { grantsAt } from '#primitives/access'
import { isUnder } from '#primitives/place'
import type { Source } from '../tables.ts'

const LONGEST = 72 * 3_600_000
const AHEAD = 5 * 60_000

/** Why an offline record waits for the street's desk; null when nothing is doubtful. It is judged by what the worker might do when it was captured, never refused. 存疑 */
export async function doubtOf(deed: Deed, source: Source, divisionPath: string, capturedAt: Date | null): Promise<string | null> {
  if (source !== 'grid_worker') return null
  const at = capturedAt ?? deed.now
  if (deed.now.getTime() - at.getTime() > LONGEST) return 'captured_too_long_ago'
  if (at.getTime() - deed.now.getTime() > AHEAD) return 'captured_in_the_future'
  const grants = capturedAt && deed.actor.accountId ? await grantsAt(deed, deed.actor.accountId, capturedAt) : deed.actor.grants
  const may = grants.some((grant) => grant.permissions.has('governance.incident.report') && isUnder(divisionPath, grant.divisionPath))
  return may ? null : 'outside_own_division'
}

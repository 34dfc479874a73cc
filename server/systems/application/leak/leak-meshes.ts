import { may, type Deed } from '#base/deed'
import { departmentScope, scopeOf } from '#primitives/access'
import { mattersByNumbers, type MatterFilter } from '#primitives/matter'
import { undrawnBefore } from '#systems/licence'
import { KIND, readAllLeaks, readLeaks } from '../application-actions.ts'
import type { ApplicationLeakKind } from '../contract.ts'
import { silent, unacknowledged, unheeded } from '../department/slipped.ts'
import { application } from '../tables.ts'

export const leakKinds: readonly ApplicationLeakKind[] = ['unanswered', 'unlettered', 'undelivered', 'no_licence', 'late', 'unacknowledged', 'silent', 'unheeded']
/** Documents are drawn within seconds; after this one has slipped through. */
const GRACE = 600_000

/** What slips through is looked for among the matters alone: whoever oversees a unit sees how long it takes, not what people wrote. 查漏范围 */
export const leakScope = (deed: Deed): MatterFilter =>
  may(deed.actor, readAllLeaks) ? { kinds: [KIND], scopes: scopeOf(deed, readAllLeaks) } : { kinds: [KIND], leads: departmentScope(deed, readLeaks) ?? [deed.actor.departmentId ?? '-'] }

/** States whose limit has passed, and which mesh each of them is: one look counts them all. */
export const overdueStates: Readonly<Record<string, ApplicationLeakKind>> = { received: 'unanswered', supplied: 'unanswered', approved: 'undelivered', reviewing: 'late' }
export const overdue = (states: readonly string[]): MatterFilter => ({ open: true, states, stateOverdue: true })

/** What a mesh finds besides. 查漏 */
export async function besides(deed: Deed, kind: ApplicationLeakKind): Promise<MatterFilter | null> {
  switch (kind) {
    // accepted by the clock because nobody had answered, and not yet finished
    case 'unanswered': return { open: true, states: ['reviewing', 'paused'], without: ['accept', 'accept_lacking'] }
    // never written for a step that owes one, or written and without its document
    case 'unlettered': return { among: application(deed.tx).selectFrom('application.letter_owed').select('application_id as id').distinct().where('since', '<', before(deed)) }
    // issued on an approval, and nobody has the sealed document
    case 'no_licence': {
      const numbers = (await undrawnBefore(deed, before(deed))).flatMap(({ basis }) => (basis.startsWith('application:') ? [basis.slice('application:'.length)] : []))
      return numbers.length === 0 ? null : { ids: [...(await mattersByNumbers(deed, numbers)).values()] }
    }
    // due or parked: what that system has not taken; or taken, and no word of acknowledgement in its time
    case 'unacknowledged': return { open: true, among: unacknowledged(deed, before(deed)) }
    case 'silent': return { open: true, among: silent(deed) }
    case 'unheeded': return { among: unheeded(deed, before(deed)) }
    default: return null
  }
}
const before = (deed: Deed): Date => new Date(deed.now.getTime() - GRACE)

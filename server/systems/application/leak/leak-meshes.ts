import { may, type Deed } from '#base/deed'
import { departmentScope, scopeOf } from '#primitives/access'
import { mattersByNumbers, type MatterFilter } from '#primitives/matter'
import { undrawnBefore } from '#systems/licence'
import { KIND, readAllLeaks, readLeaks } from '../application-actions.ts'
import type { ApplicationLeakKind } from '../contract.ts'
import { application } from '../tables.ts'

export const leakKinds: readonly ApplicationLeakKind[] = ['unanswered', 'unlettered', 'undelivered', 'no_licence', 'late']
/** Documents are drawn within seconds; after this one has slipped through. */
const GRACE = 600_000

/** What slips through is looked for among the matters alone: whoever oversees a unit sees how long it takes, not what people wrote. 查漏范围 */
export const leakScope = (deed: Deed): MatterFilter =>
  may(deed.actor, readAllLeaks) ? { kinds: [KIND], scopes: scopeOf(deed, readAllLeaks) } : { kinds: [KIND], leads: departmentScope(deed, readLeaks) ?? [deed.actor.departmentId ?? '-'] }

/** Each mesh as filters over matters. 查漏 */
export const meshes: Readonly<Record<ApplicationLeakKind, (deed: Deed) => Promise<MatterFilter[]>>> = {
  /** Handed in and not answered within its days; and those that the clock accepted for that reason. */
  unanswered: async () => [{ open: true, states: ['received', 'supplied'], stateOverdue: true }, { open: true, states: ['reviewing', 'paused'], without: ['accept', 'accept_lacking'] }],
  /** A letter that was never written for a decision, or of which nobody has the document. */
  unlettered: async (deed) => [{ among: application(deed.tx).selectFrom('application.letter_owed').select('application_id as id').distinct().where('since', '<', before(deed)) }],
  /** Approved, and not with the person within its days. */
  undelivered: async () => [{ open: true, states: ['approved'], stateOverdue: true }],
  /** Issued on an approval, and nobody has the sealed document. */
  async no_licence(deed) {
    const numbers = (await undrawnBefore(deed, before(deed))).flatMap(({ basis }) => (basis.startsWith('application:') ? [basis.slice('application:'.length)] : []))
    return numbers.length === 0 ? [] : [{ ids: [...(await mattersByNumbers(deed, numbers)).values()] }]
  },
  /** No decision within the days that were promised, or that law gives. */
  late: async () => [{ open: true, states: ['reviewing'], stateOverdue: true }],
}
const before = (deed: Deed): Date => new Date(deed.now.getTime() - GRACE)

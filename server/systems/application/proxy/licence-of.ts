import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { OneLicence, ShownLicence } from '#contracts/licence'
import { findOwnLicence, licencesOn, ownDocument, showLicence } from '#systems/licence'
import { requireApplication } from '../find-application.ts'
import { basisOf } from '../review/issue-results.ts'
import { asApplicant } from './as-applicant.ts'

type Which = Readonly<{ applicationId: string; licenceId: string }>

/** Only what this application brought: an agent does not see the person's whole wallet. */
const ofApplication = <T>(deed: Deed, { applicationId, licenceId }: Which, work: (deed: Deed) => Promise<T>): Promise<T> => asApplicant(async (acting) => {
  const row = await requireApplication(acting, applicationId)
  const brought = row.person_id === (acting.subject ?? acting.actor.id) ? await licencesOn(acting, row.person_id, basisOf(row)) : []
  if (!brought.some(({ id }) => id === licenceId)) throw notFound('licence.unknown')
  return work(acting)
}, { counts: false })(deed, applicationId) // the licence itself keeps who showed it

/** The licence that an application brought; who looked at it is for its holder alone. 代看证照 */
export const licenceOf = (deed: Deed, which: Which): Promise<OneLicence> =>
  ofApplication(deed, which, async (acting) => ({ ...(await findOwnLicence(acting, which.licenceId)), ...(acting.subject === null ? {} : { looks: [] }) }))

/** A code of it for the next minute; the holder sees who showed it. 代为出示 */
export const showLicenceOf = (deed: Deed, which: Which, facts: readonly string[]): Promise<ShownLicence> => ofApplication(deed, which, (acting) => showLicence(acting, which.licenceId, facts))

export const licenceDocumentOf = (deed: Deed, which: Which): ReturnType<typeof ownDocument> => ofApplication(deed, which, (acting) => ownDocument(acting, which.licenceId))

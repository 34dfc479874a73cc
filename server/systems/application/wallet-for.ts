import type { Deed } from '#base/deed'
import type { Form } from '#base/form'
import { held, type HeldLicence } from '#systems/licence'
import type { ApplicationRow } from './find-application.ts'

export type Wallet = readonly HeldLicence[]

/** Licences of the person that stand for papers of this form, whoever applies. `relied`: the application is handed in with them, and the person sees that in the wallet. 以证代纸 */
export const walletFor = (deed: Deed, row: ApplicationRow, { materials }: Form, { relied = false } = {}): Promise<HeldLicence[]> =>
  held(deed, row.person_id, materials.flatMap(({ replaced_by }) => replaced_by?.licence ?? []), relied ? { unitId: row.unit_id, about: row.number } : undefined)

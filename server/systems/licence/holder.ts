import type { Deed } from '#base/deed'
import { firmOfRecord, personOfRecord } from '#primitives/party'
import { tell, type Telling } from '#primitives/notice'
import { agentsFor } from '#systems/account'
import type { LicenceKind } from './licence-kinds.ts'
import type { LicenceRow } from './licence-content.ts'

/** Whom a licence names: a person by the identity number, a firm by its credit code. `shown`: the name as a code may say it. 持证主体 */
export type Holder = Readonly<{ name: string; number: string; shown: string; bornOn: string | null }>

export async function holderOfRecord(deed: Deed, { holder }: Pick<LicenceKind, 'holder'>, id: string): Promise<Holder> {
  if (holder === 'firm') {
    const { name, creditCode } = await firmOfRecord(deed, id)
    return { name, number: creditCode, shown: name, bornOn: null }
  }
  const { name, number, maskedName, bornOn } = await personOfRecord(deed, id)
  return { name, number, shown: maskedName, bornOn }
}

/** Tells the holder; of a firm whoever may act for it in everything. 通知持证人 */
export async function tellHolder(deed: Deed, { holder_id: id, holder_kind: kind }: Pick<LicenceRow, 'holder_id' | 'holder_kind'>, telling: Omit<Telling, 'to'>): Promise<void> {
  for (const party of kind === 'firm' ? await agentsFor(deed, id, null) : [id]) await tell(deed, { ...telling, to: { party } })
}

import type { ChargeRow, Charges, DeskCharge } from '#contracts/payment'
import { useOpenOne, type OpenOne } from '../../../base/api/use-open-one.ts'
import { usePages, type Pages } from '../../../base/api/use-pages.ts'

/** Charges of one's unit, or of the units that one oversees, by what they wait for (本单位缴款). */
export const useCharges = (at: '/payment/desk/charges' | '/payment/overseen/charges', view: () => string, id: () => string): OpenOne<DeskCharge> & { list: Pages<ChargeRow, Charges> } => {
  const list = usePages<ChargeRow, Charges>(['payment', 'charges'], at, () => ({ view: view() }))
  return { list, ...useOpenOne<DeskCharge>({ key: ['payment', 'charge'], at, chosen: id, first: () => list.rows.value[0]?.id }) }
}

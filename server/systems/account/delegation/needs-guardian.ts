import { addDays } from '#base/clock'
import type { Deed } from '#base/deed'
import { forbidden } from '#base/errors'
import { personOfRecord } from '#primitives/party'
import { cityToday } from '#primitives/place'
import { accountSettings } from '../account-settings.ts'

/** The day on which somebody born then is so many years old; the 29 February comes on the 1 March where there is none. */
export const birthday = (bornOn: string, years: number): string => addDays(`${Number(bornOn.slice(0, 4)) + years}-${bornOn.slice(5, 7)}-01`, Number(bornOn.slice(8, 10)) - 1)

/** Whether a person is so young that the guardian acts, and their own consent is none. 由监护人办 */
export const needsGuardian = async (deed: Deed, personId: string): Promise<boolean> => isChild(deed, (await personOfRecord(deed, personId)).bornOn)

/** Refuses whom a guardian has to act for, by the birthday in their identity number. */
export async function requireOldEnough(deed: Deed, number: string | null): Promise<void> {
  if (!(await oldEnough(deed, number))) throw forbidden('account.guardian_acts', { years: (await accountSettings(deed)).guardian!.acts_under! })
}

/** Whether one may act for oneself; of whom no number is known, nothing else is. 能否自己办 */
export const oldEnough = async (deed: Deed, number: string | null): Promise<boolean> => number === null || !(await isChild(deed, `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`))

async function isChild(deed: Deed, bornOn: string): Promise<boolean> {
  const years = (await accountSettings(deed)).guardian?.acts_under
  return years !== undefined && (await cityToday(deed)) < birthday(bornOn, years)
}

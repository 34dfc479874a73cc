import type { Deed } from '#base/deed'
import { account } from './tables.ts'

export type IdentityRegister = Readonly<{ resource: string; number: string; name: string }>
export type GuardianRegister = Readonly<{ resource: string; key: string; child_name: string; child_number?: string; guardians: readonly string[] }>
export type ProviderSettings = Readonly<{ code: string; name: string; english: string; kind: 'person' | 'firm'; source: string }>
export type AccountSettings = Readonly<{
  unit: string
  identity: readonly IdentityRegister[]
  tries: Readonly<{ person_a_day: number; number_a_day: number; consent_a_day: number }>
  delegation: Readonly<{ least_level: 2 | 3; code_minutes: number; longest_days: number }>
  firm?: Readonly<{ resource: string; code: string; head: string; name: string }>
  /** `acts_under`: younger than that, the guardian acts. */
  guardian?: Readonly<{ adult_from: number; acts_under?: number; source: string; registers: readonly GuardianRegister[] }>
  providers?: readonly ProviderSettings[]
  source: string
}>

/** Takes the city's account.yaml in. 载入账户设置 */
export async function loadSettings(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await account(deed.tx).insertInto('account.setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** Registers, tries and limits of this city. 账户设置 */
export async function accountSettings(deed: Pick<Deed, 'tx'>): Promise<AccountSettings> {
  const row = await account(deed.tx).selectFrom('account.setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs account.yaml')
  return row.content as unknown as AccountSettings
}

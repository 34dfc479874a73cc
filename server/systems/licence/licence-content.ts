import type { Selectable } from 'kysely'
import { keys } from '#base/keys'
import type { LicenceTables } from './tables.ts'

/** Whom a licence names and what it says, as it was when it was issued: the paper is drawn from it alone. 证照内容 */
export type LicenceContent = Readonly<{
  number: string
  kind: Readonly<{ code: string; name: string }>
  unit: string
  city: string
  holder: Readonly<{ name: string; number: string }>
  fields: readonly Readonly<{ label: string; value: string | number }>[]
  /** What the code says, by name. */
  claims: Readonly<Record<string, string | number>>
  from: string
  until: string | null
  issuedOn: string
  basis: readonly string[]
  /** The signed code that is printed on the paper. */
  code: string
  /** Issued to somebody who does not exist. */
  demo: boolean
}>
export type LicenceRow = Selectable<LicenceTables['licence.licence']>

export const sealContent = (content: LicenceContent): Buffer => keys().seal('licence.content', JSON.stringify(content))
export const contentOf = ({ content }: Pick<LicenceRow, 'content'>): LicenceContent => JSON.parse(keys().open('licence.content', content).toString('utf8')) as LicenceContent

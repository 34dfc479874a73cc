import { keys } from '#base/keys'
import type { Values } from '#base/form'

/** Why the city could not say it. `not_granted`: the answering unit has no grant for it. */
export type Unsaid = 'not_found' | 'several' | 'empty' | 'compared' | 'not_granted'
/** What the exchange said of one field: the value, or why there is none; whose it is and since when. */
export type Given = Readonly<{ value?: unknown; unsaid?: Unsaid; resource: string; item: string; key: string; unit: string; at: string | null; /** It is about this one, who filled it in for a firm. */ agent?: string }>
/** What the person says instead of what the city holds, and the correction that it opened. */
export type Disputed = Readonly<{ value: unknown; correction: string | null }>
/** What was filled in: typed by the person, given by the city, and where the two differ. 填报内容 */
export type Filled = Readonly<{ typed: Values; given: Readonly<Record<string, Given>>; disputed: Readonly<Record<string, Disputed>> }>
export type Applicant = Readonly<{ name: string; number: string | null; phone: string | null }>

const opened = <T>(context: string, sealed: Buffer): T => JSON.parse(keys().open(context, sealed).toString()) as T
export const sealFilled = (filled: Filled): Buffer => keys().seal('application.filled', JSON.stringify(filled))
export const openFilled = ({ filled }: { filled: Buffer | null }): Filled => (filled === null ? { typed: {}, given: {}, disputed: {} } : opened<Filled>('application.filled', filled))
export const sealApplicant = (applicant: Applicant): Buffer => keys().seal('application.applicant', JSON.stringify(applicant))
export const openApplicant = ({ applicant }: { applicant: Buffer }): Applicant => opened<Applicant>('application.applicant', applicant)

/** What counts: what the city gave, else what was typed; a contradicted value is the person's until somebody judged it. */
export function valuesOf({ typed, given, disputed }: Filled): Record<string, unknown> {
  const said = Object.entries(given).flatMap(([field, one]) => (one.value === undefined ? [] : [[field, one.value] as const]))
  return { ...typed, ...Object.fromEntries(said), ...Object.fromEntries(Object.entries(disputed).map(([field, { value }]) => [field, value])) }
}

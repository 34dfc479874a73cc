import { keys } from '#base/keys'
import { maskAddress, maskName, maskNumber, maskPhone } from './mask.ts'

export type Field = 'name' | 'phone' | 'number' | 'address'
/** One context a field: a sealed phone put where a name belongs does not open. */
const contextOf = (field: Field): string => `party.person.${field}`
const maskOf: Record<Field, (text: string) => string> = { name: maskName, phone: maskPhone, number: maskNumber, address: maskAddress }

export const sealField = (field: Field, text: string): Buffer => keys().seal(contextOf(field), text)
export const openField = (field: Field, sealed: Buffer): string => keys().open(contextOf(field), sealed).toString('utf8')
export const maskedField = (field: Field, sealed: Buffer | null): string | null => (sealed === null ? null : maskOf[field](openField(field, sealed)))

/** Digests by which a number is found, one for each live key, the newest first. 盲索引 */
export const numberDigests = (number: string) => keys().blind('party.number', number)

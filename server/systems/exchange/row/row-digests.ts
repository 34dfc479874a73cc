import { canonicalJson, sha256 } from '#base/crypto'
import { keys } from '#base/keys'

/** What stands between the parts of a plain row's key, in the database as here. */
const BETWEEN = '\u001f'
// capitals of ASCII alone, as the database makes them under the collation C
const capitals = (text: string): string => text.replaceAll(/[a-z]+/g, (some) => some.toUpperCase())

/** By what a key's value is found, whichever form the row has: blind indexes under every live key, the newest first, and last the SHA-256 of plain rows. */
export const keyDigests = (code: string, field: string, value: string): Buffer[] => [...blindKey(code, field, value), sha256([code, field, capitals(value)].join(BETWEEN))]
/** The same of sealed rows alone. */
export const blindKey = (code: string, field: string, value: string): Buffer[] => keys().blind('exchange.row_key', canonicalJson([code, field, value.toUpperCase()])).map(({ digest }) => digest)

/** All keys of a sealed row together, under every live key, the newest first. */
export const blindRow = (code: string, values: readonly unknown[]): Buffer[] => keys().blind('exchange.row', canonicalJson([code, ...values])).map(({ digest }) => digest)
/** A plain row with a single key field is found by its own digest: the value as it is asked, in capitals and in small letters. */
export const plainRows = (code: string, value: string): Buffer[] => [...new Set([value, value.toUpperCase(), value.toLowerCase()])].map((one) => sha256([code, one].join(BETWEEN)))

import { flatten } from './flat-text.ts'
import { type PersonalKind } from './personal-kinds.ts'

/** Values that somebody has already masked: 138****6021, 1201**********1234, 张*. Still about a person, no longer leading to one. */
const masked: readonly (readonly [PersonalKind, RegExp])[] = [
  ['mobile', /^(?:\+?86[ -]?)?1[3-9]\d[ -]?[*xX#]{4,6}[ -]?\d{2,4}$/],
  ['identity_number', /^[1-9]\d{0,5}[*xX#]{8,16}[0-9X*]{0,4}$/],
  ['bank_card', /^(?:\d{4,6}[ -]?)?(?:[*xX#]{4}[ -]?){1,4}[*xX#]{0,3}\d{3,4}$/],
  ['email', /^[A-Za-z0-9._-]{0,8}\*{2,10}[A-Za-z0-9._-]{0,4}@[A-Za-z0-9.-]{3,60}$/],
  ['name', /^\p{Script=Han}{1,2}(?:[*＊]{1,3}|[某xX×○]{1,2})\p{Script=Han}?$/u],
]

/** The kind of a masked value, or null. 已脱敏识别 */
export const maskedKind = (value: string): PersonalKind | null => masked.find(([, pattern]) => pattern.test(flatten(value)))?.[0] ?? null

import type { DeskKinds } from '#contracts/licence'

type Fields = DeskKinds['items'][number]['fields']
/** What was typed, as the kind wants it: whole numbers as numbers (字段取值). */
export const valuesOf = (fields: Fields, typed: Record<string, string>): Record<string, string | number> =>
  Object.fromEntries(fields.map(({ code, type }) => [code, type === 'integer' && /^\d{1,9}$/.test(typed[code]?.trim() ?? '') ? Number(typed[code]) : typed[code]?.trim() ?? '']))
export const isMissing = (fields: Fields, typed: Record<string, string>): boolean => fields.some(({ code }) => (typed[code]?.trim() ?? '') === '')

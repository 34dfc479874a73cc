import { pairsOf } from '#base/chinese-pairs'
import { initialsOf } from '#primitives/place'
import type { EntrySaid, ResourceField } from '../contract.ts'
import type { ExchangeTables, Mode, Share } from '../tables.ts'

type Row = ExchangeTables['exchange.resource']
/** A field 信息项 as the city's folder writes it; what is left out is the ordinary case. */
export type FieldLine = Readonly<{ name: string; field: string; type: ResourceField['type']; length?: number; required?: boolean; key?: boolean; grade: number; level?: ResourceField['level']; personal?: string; mask?: ResourceField['mask']; division?: boolean }>
/** An entry of the catalogue 目录条目 as the city's folder writes it. */
export type EntryLine = Readonly<{
  code: string; name: string; library?: Row['library']; theme: string; summary: string; format: Row['format']; share: Share; share_condition?: string; share_basis?: string; modes: readonly Mode[]
  contribution?: string; open: Row['open']; cycle: Row['cycle']; personal: boolean; fields: readonly FieldLine[]
}>
export type Entry = Omit<Row, 'version' | 'origin' | 'effective_from' | 'withdrawn_at' | 'initials' | 'tokens'>

const levels = ['general', 'important', 'core'] as const

/** The grade and level of an entry are those of its highest field (GB/T 43697: 就高从严). */
export const highest = (fields: readonly Pick<ResourceField, 'grade' | 'level'>[]): Pick<Row, 'grade' | 'level'> =>
  ({ grade: Math.max(...fields.map(({ grade }) => grade)), level: levels[Math.max(...fields.map(({ level }) => levels.indexOf(level)))]! })

/** The entry with everything said. */
export const entryOf = (unitId: string, line: EntryLine): Entry => {
  const fields = line.fields.map((one): ResourceField => ({
    name: one.name, field: one.field, type: one.type, length: one.length ?? null, required: one.required ?? false, key: one.key ?? false, grade: one.grade, level: one.level ?? 'general',
    personal: one.personal ?? null, mask: one.mask ?? 'full', ...(one.division ? { division: true } : {}),
  }))
  return {
    code: line.code, name: line.name, unit_id: unitId, library: line.library ?? null, theme: line.theme, summary: line.summary, format: line.format, share: line.share,
    share_condition: line.share_condition ?? '', share_basis: line.share_basis ?? '', modes: [...line.modes], open: line.open, cycle: line.cycle, personal: line.personal, contribution: line.contribution ?? null, drawn_from: null, derived_from: [], derived_reason: '',
    ...highest(fields), fields,
  }
}

/** The entry as its department said it at the desk or in a sheet. */
export const entrySaid = (unitId: string, code: string, said: EntrySaid, derivedFrom: readonly string[] = [], derivedReason = ''): Entry => ({
  code, name: said.name, unit_id: unitId, library: said.library, theme: said.theme, summary: said.summary, format: said.format, share: said.share, share_condition: said.shareCondition.trim(), share_basis: said.shareBasis.trim(),
  modes: [...said.modes], open: said.open, cycle: said.cycle, personal: said.personal, contribution: null, drawn_from: null, derived_from: [...new Set(derivedFrom)], derived_reason: derivedReason.trim(), ...highest(said.fields), fields: [...said.fields],
})

/** By what an entry is found: pairs of signs of its name, source, fields and summary. */
export const findable = (entry: Entry, unitName: string): Pick<Row, 'initials' | 'tokens'> => ({
  initials: initialsOf(entry.name),
  tokens: [...new Set([entry.code, entry.name, unitName, entry.summary, ...entry.fields.map(({ name }) => name)].flatMap(pairsOf))],
})

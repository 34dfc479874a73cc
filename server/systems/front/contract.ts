import { Type, type Static } from 'typebox'
import { Code, Count, Instant, listOf, nullable, object, pageOf, PageQuery, ShortText } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
/** As a department of the existing platform is known there. */
export const DepartmentCode = Type.String({ pattern: '^[^\\s\\u0000-\\u001f]+$', minLength: 1, maxLength: 64 })
export const EntryName = ShortText(200)
export const EntryShare = oneOf('unconditional', 'conditional', 'closed')
export const EntryField = object({ name: ShortText(60), field: Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 }), type: oneOf('text', 'integer', 'decimal', 'date', 'datetime', 'boolean', 'code') })
export type EntryField = Static<typeof EntryField>

/** `faults`: where it says what cannot be read, such as `fields.2.type`. `unit`: the unit here, once its department is mapped. */
export const FrontEntry = object({
  id: Type.String(), name: nullable(Type.String()), department: nullable(object({ code: Type.String(), name: nullable(Type.String()) })), unit: nullable(object({ id: Code, name: Type.String() })), share: nullable(EntryShare),
  fields: listOf(EntryField, 500), faults: listOf(Type.String(), 50), changedAt: Instant, goneAt: nullable(Instant),
})
export type FrontEntry = Static<typeof FrontEntry>
export const FrontEntryFilter = object({ view: Type.Optional(oneOf('all', 'faulty', 'gone')), ...PageQuery })
export type FrontEntryFilter = Static<typeof FrontEntryFilter>
export const FrontEntries = pageOf(FrontEntry)
export type FrontEntries = Static<typeof FrontEntries>

/** `name`: null where the city had no exchange before. `unnamed`: entries of the last harvest that had no id that can be kept. */
export const FrontShown = object({
  name: nullable(Type.String()), harvestedAt: nullable(Instant), failedAt: nullable(Instant), failure: nullable(Type.String()),
  entries: Count(), faulty: Count(), gone: Count(), unnamed: Count(),
  unmapped: listOf(object({ code: Type.String(), name: nullable(Type.String()), entries: Count() }), 200),
})
export type FrontShown = Static<typeof FrontShown>

export const MapDepartment = object({ code: DepartmentCode, unitId: Code })
export type MapDepartment = Static<typeof MapDepartment>
export const MappedDepartment = object({ code: Type.String(), unit: object({ id: Code, name: Type.String() }) })
export type MappedDepartment = Static<typeof MappedDepartment>

import { Type, type Static } from 'typebox'
import { Code, Count, Instant, listOf, nullable, object, pageOf, PageQuery, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
/** As a department of the existing platform is known there. */
export const DepartmentCode = Type.String({ pattern: '^[^\\s\\u0000-\\u001f]+$', minLength: 1, maxLength: 64 })
export const EntryName = ShortText(200)
export const EntryShare = oneOf('unconditional', 'conditional', 'closed')
export const EntryField = object({ name: ShortText(60), field: Type.String({ pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 }), type: oneOf('text', 'integer', 'decimal', 'date', 'datetime', 'boolean', 'code') })
export type EntryField = Static<typeof EntryField>

/** `faults`: where it says what cannot be read, such as `fields.2.type`. `unit`: the unit here, once its department is mapped. `drawn`: the entry here that is drawn from it, and the draft while it is on its way. */
export const FrontEntry = object({
  id: Type.String(), name: nullable(Type.String()), department: nullable(object({ code: Type.String(), name: nullable(Type.String()) })), unit: nullable(object({ id: Code, name: Type.String() })), share: nullable(EntryShare),
  fields: listOf(EntryField, 500), faults: listOf(Type.String(), 50), changedAt: Instant, goneAt: nullable(Instant),
  drawn: nullable(object({ code: Type.String(), unitId: Code, change: nullable(Uuid) })),
})
export type FrontEntry = Static<typeof FrontEntry>
export const FrontEntryFilter = object({ view: Type.Optional(oneOf('all', 'faulty', 'gone')), ...PageQuery })
export type FrontEntryFilter = Static<typeof FrontEntryFilter>
export const FrontEntries = pageOf(FrontEntry)
export type FrontEntries = Static<typeof FrontEntries>

/** `name`: null where the city had no exchange before. `unnamed`: entries of the last harvest that had no id that can be kept. Departments are shown to whoever maps them. */
export const FrontShown = object({
  name: nullable(Type.String()), harvestedAt: nullable(Instant), failedAt: nullable(Instant), failure: nullable(Type.String()),
  entries: Count(), faulty: Count(), gone: Count(), unnamed: Count(),
  unmapped: listOf(object({ code: Type.String(), name: nullable(Type.String()), entries: Count() }), 200),
  mapped: listOf(object({ code: Type.String(), name: nullable(Type.String()), entries: Count(), unit: object({ id: Code, name: Type.String() }) }), 1000),
})
export type FrontShown = Static<typeof FrontShown>

export const MapDepartment = object({ code: DepartmentCode, unitId: Code })
export type MapDepartment = Static<typeof MapDepartment>
/** `entries`: how many it has there; `staying`: how many of them another unit has drawn already, which stay that unit's. */
export const MappedDepartment = object({ code: Type.String(), unit: object({ id: Code, name: Type.String() }), entries: Count(), staying: Count() })
export type MappedDepartment = Static<typeof MappedDepartment>

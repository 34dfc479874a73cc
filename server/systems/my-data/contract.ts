import { Type, type Static } from 'typebox'
import { Count, Instant, listOf, nullable, object, PageByIdQuery as ById } from '#base/shapes'

const Name = Type.String({ maxLength: 300 })
const Text = Type.String({ maxLength: 20_000 })
const Level = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2), Type.Literal(3)])
const Closing = Type.Union([Type.Literal('kept'), Type.Literal('deleted')])
export const PageByIdQuery = object(ById)
export const HoldingId = object({ holding: Type.String({ pattern: '^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$', maxLength: 64 }) })
export const EntryCode = object({ code: Type.String({ pattern: '^[0-9]{12}$', maxLength: 12 }) })

/** A sort of what the platform keeps of one: by which unit and law, how long, and what becomes of it when the account is closed. `href`: where it is read and mended. */
const HeldKind = object({ id: Name, title: Name, count: Count(), since: nullable(Instant), unit: Name, basis: Name, kept: Name, closing: Closing, href: Name })
export type HeldKind = Static<typeof HeldKind>
/** An entry of the catalogue with rows under one's own number; `basis` is the law by which it is shared. */
const HeldEntry = object({ code: Name, name: Name, unit: Name, basis: Name, cycle: Name, rows: Count(), since: Instant })
export type HeldEntry = Static<typeof HeldEntry>
/** `entries`: null where one is not known surely enough. `more`: there were more than are counted. */
export const Held = object({ level: Level, leastLevel: Level, kinds: listOf(HeldKind, 100), entries: nullable(listOf(HeldEntry, 1000)), used: object({ days: Count(), times: Count(), units: Count(), more: Type.Boolean() }) })
export type Held = Static<typeof Held>

const Field = object({ name: Name, label: Name, is: Type.Union([Type.Literal('text'), Type.Literal('instant'), Type.Literal('day')]), value: Text })
export const HeldRows = object({ id: Name, title: Name, href: Name, rows: listOf(object({ at: nullable(Instant), fields: listOf(Field, 50) }), 200), next: nullable(Name) })
export type HeldRows = Static<typeof HeldRows>
/** `fields`: all that the entry has, in its order; those of others are masked in the rows. */
export const OwnEntryRows = object({ code: Name, name: Name, unit: Name, fields: listOf(object({ field: Name, name: Name }), 500), rows: listOf(object({ at: Instant, values: listOf(object({ field: Name, label: Name, value: Text }), 500) }), 50) })
export type OwnEntryRows = Static<typeof OwnEntryRows>

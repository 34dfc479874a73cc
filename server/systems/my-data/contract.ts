import { Type, type Static } from 'typebox'
import { ClientId, Count, Instant, listOf, nullable, object, PageByIdQuery as ById, Uuid } from '#base/shapes'

const Name = Type.String({ maxLength: 300 })
const Text = Type.String({ maxLength: 20_000 })
const Level = Type.Union([Type.Literal(0), Type.Literal(1), Type.Literal(2), Type.Literal(3)])
const Becomes = Type.Union([Type.Literal('kept'), Type.Literal('deleted')])
export const PageByIdQuery = object(ById)
export const HoldingId = object({ holding: Type.String({ pattern: '^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$', maxLength: 64 }) })
export const EntryCode = object({ code: Type.String({ pattern: '^[0-9]{12}$', maxLength: 12 }) })

/** A sort of what the platform keeps of one: by which unit and law, how long, and what becomes of it when the account is closed. `href`: where it is read and mended. */
const HeldKind = object({ id: Name, title: Name, count: Count(), since: nullable(Instant), unit: Name, basis: Name, kept: Name, closing: Becomes, href: Name })
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

export const AskCopy = object({ id: ClientId })
export type AskCopy = Static<typeof AskCopy>
export const CopyId = object({ id: Uuid })
/** A copy of all that is held: `done` of `parts` are read; `sha256` of the ZIP stands in the ledger. */
export const CopyRow = object({ id: Uuid, state: Type.Union([Type.Literal('making'), Type.Literal('ready'), Type.Literal('gone'), Type.Literal('failed')]), askedAt: Instant, parts: Count(), done: Count(), readyAt: nullable(Instant), untilAt: nullable(Instant), takenAt: nullable(Instant), size: nullable(Count(2_000_000_000)), sha256: nullable(Name) })
export type CopyRow = Static<typeof CopyRow>
export const Copies = object({ items: listOf(CopyRow, 20) })
export type Copies = Static<typeof Copies>

const PersonName = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const Document = Type.Union([Type.Literal('identity_card'), Type.Literal('household_book'), Type.Literal('passport'), Type.Literal('residence_permit')])
const seen = { name: PersonName, number: Type.String({ minLength: 15, maxLength: 30 }), document: Document }
/** Who stands before a post, with the document that was seen. */
export const SeenPerson = object(seen)
export type SeenPerson = Static<typeof SeenPerson>
export const AskClosingAtCounter = object({ id: ClientId, ...seen })
export const AskClosing = object({ id: ClientId, code: Type.String({ pattern: '^[0-9]{6}$', maxLength: 6 }) })
export type AskClosing = Static<typeof AskClosing>
/** A closing that waits: it can be taken back until `endsAt`. */
export const Closing = object({ id: Uuid, number: Name, askedAt: Instant, endsAt: Instant })
export type Closing = Static<typeof Closing>
export const ClosingAsked = object({ outcome: Type.Union([Type.Literal('asked'), Type.Literal('code_wrong')]), closing: nullable(Closing) })
export type ClosingAsked = Static<typeof ClosingAsked>
const OpenThing = object({ of: Name, id: Uuid, number: nullable(Name), title: Text, href: Name })
export type OpenThing = Static<typeof OpenThing>
/** `stops` must be ended first; `goesOn` is done by its unit all the same, and handed out at a counter. `phone`: a code can be sent. */
export const ClosingBefore = object({ open: nullable(Closing), waitDays: Count(), source: Name, articles: listOf(object({ article: Name, says: Name }), 10), kinds: listOf(HeldKind, 100), stops: listOf(OpenThing, 1000), goesOn: listOf(OpenThing, 1000), phone: Type.Boolean() })
export type ClosingBefore = Static<typeof ClosingBefore>
/** The list that is printed for whoever stands there: sorts and counts, no values. */
export const HeldAtCounter = object({ name: Name, at: Instant, kinds: listOf(HeldKind, 100), entries: listOf(HeldEntry, 1000), stops: listOf(OpenThing, 1000), goesOn: listOf(OpenThing, 1000), open: nullable(Closing), waitDays: Count() })
export type HeldAtCounter = Static<typeof HeldAtCounter>

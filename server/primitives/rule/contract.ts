import { Type } from 'typebox'
import { Day, Instant, listOf, nullable, object, ShortText } from '#base/shapes'

export const TableParams = object({ table: Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$', maxLength: 60 }) })
export const TableSummary = object({
  table: Type.String({ maxLength: 60 }), name: Type.String({ maxLength: 100 }), version: Type.Integer(), rows: Type.Integer(), effectiveFrom: Day, effectiveTo: nullable(Day),
  origin: Type.Union([Type.Literal('folder'), Type.Literal('desk')]), publishedAt: Instant, publishedBy: Type.String({ maxLength: 100 }), conflict: Type.Boolean(),
})
export const TableList = object({ items: listOf(TableSummary, 500) })
/** The table as the city's folder would hold it (cities/schema/rule-table.schema.json); its shape is checked by that schema and then by its own examples. */
export const TableText = object({ yaml: Type.String({ minLength: 1, maxLength: 500_000 }) })
export const TableShown = object({ summary: TableSummary, yaml: Type.String({ maxLength: 1_000_000 }), versions: listOf(TableSummary, 500), draft: nullable(object({ yaml: Type.String({ maxLength: 1_000_000 }), writtenAt: Instant, writtenBy: Type.String({ maxLength: 100 }) })) })
export const TableDrafted = object({ table: Type.String({ maxLength: 60 }), writtenAt: Instant })
export const TablePublished = object({ table: Type.String({ maxLength: 60 }), version: Type.Integer() })
export const Limit = object({
  amount: Type.Number({ exclusiveMinimum: 0, maximum: 10_000 }),
  unit: Type.Union([Type.Literal('minutes'), Type.Literal('hours'), Type.Literal('days'), Type.Literal('working_hours'), Type.Literal('working_days')]),
})
export const DeadlineQuery = object({ from: Instant, amount: Type.Integer({ minimum: 1, maximum: 1000 }), unit: Limit.properties.unit })
const Counted = object({ on: Day, why: Type.String({ maxLength: 100 }) })
export const ExplainedDeadline = object({
  from: Instant, dueAt: Instant, amount: Type.Number(), unit: Limit.properties.unit, calendar: Type.String({ maxLength: 20 }), provisional: Type.Boolean(),
  skipped: listOf(Counted, 5000), worked: listOf(Counted, 5000), hours: nullable(listOf(object({ from: ShortText(5), to: ShortText(5) }), 6)),
  pauses: listOf(object({ from: Instant, to: nullable(Instant), workingMinutes: Type.Integer() }), 1000),
})

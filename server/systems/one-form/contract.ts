import { Type, type Static } from 'typebox'
import { ClientId, Code, Count, Day, Instant, listOf, nullable, object, pageOf, PageQuery, ShortText, Uuid } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const ColumnName = ShortText(60)
export const FormLevel = oneOf('district', 'street', 'community')
export const FormCycle = oneOf('once', 'daily', 'weekly', 'monthly', 'quarterly', 'half_yearly', 'yearly')
/** free 平台没有, held 平台有且能共享, closed 平台有但依法不共享. */
export const ColumnState = oneOf('free', 'held', 'closed')

/** Where a column was found. `condition`: what its sharing hangs on, or the law that forbids it; `landed`: its source has brought rows. */
export const FoundField = object({ code: Type.String(), resource: Type.String(), field: Type.String(), unitId: Code, unitName: Type.String(), how: oneOf('same', 'synonym', 'near'), given: Type.Boolean(), condition: Type.String(), landed: Type.Boolean() })
export type FoundField = Static<typeof FoundField>

/** `name`: what the form is about; it decides what a 姓名 or 状态 belongs to. */
export const CheckColumns = object({ name: ShortText(80), columns: Type.Array(ColumnName, { minItems: 1, maxItems: 200 }) })
export const CheckedColumn = object({ name: Type.String(), state: ColumnState, fields: listOf(FoundField, 10) })
export type CheckedColumn = Static<typeof CheckedColumn>
export const CheckedColumns = object({ columns: listOf(CheckedColumn, 200), held: Count(200) })
export type CheckedColumns = Static<typeof CheckedColumns>
export const SheetHeadings = object({ columns: listOf(Type.String(), 200) })
export type SheetHeadings = Static<typeof SheetHeadings>

/** `keep`: why the column is asked for although the exchange has it; the authority judges it. */
export const SubmitForm = object({
  id: ClientId, name: ShortText(80), purpose: ShortText(300), legalBasis: ShortText(200), level: FormLevel, cycle: FormCycle, untilOn: Day,
  columns: Type.Array(object({ name: ColumnName, keep: Type.Optional(ShortText(300)) }), { minItems: 1, maxItems: 200 }),
})
export type SubmitForm = Static<typeof SubmitForm>
/** `held`: columns for which the form was refused; empty where it was not. */
export const SubmittedForm = object({ id: Uuid, number: ShortText(20), state: Code, held: listOf(CheckedColumn, 200) })
export type SubmittedForm = Static<typeof SubmittedForm>

export const FormId = object({ formId: Uuid })
export const FormStep = object({ version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })), reason: ShortText(500) })
export type FormStep = Static<typeof FormStep>

export const FormFilter = object({ view: Type.Optional(oneOf('in_force', 'mine', 'to_review', 'all')), ...PageQuery })
export const FormRow = object({
  id: Uuid, number: ShortText(20), state: Code, stateName: Type.String(), version: Type.Integer(), overdue: Type.Boolean(), name: Type.String(), purpose: Type.String(), legalBasis: Type.String(), level: FormLevel, cycle: FormCycle,
  unit: object({ id: Code, name: Type.String() }), columns: Count(200), kept: Count(200), submittedAt: Instant, registeredOn: nullable(Day), untilOn: Day, dueAt: nullable(Instant),
})
export type FormRow = Static<typeof FormRow>
export const Forms = pageOf(FormRow)
export type Forms = Static<typeof Forms>
const Doable = object({ action: Code, name: Type.String(), needs: listOf(Type.String(), 10), reasons: nullable(listOf(Type.String(), 30)), usual: Type.Boolean() })
export const Form = object({ form: FormRow, columns: listOf(object({ ...CheckedColumn.properties, keep: nullable(Type.String()) }), 200), may: listOf(Doable, 20), trace: Type.Unknown() })
export type Form = Static<typeof Form>

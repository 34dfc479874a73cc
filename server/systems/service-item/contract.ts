import { Type, type Static, type TSchema } from 'typebox'
import { Code, Count, Day, DivisionCode, Instant, listOf, nullable, object, PageQuery, ShortText } from '#base/shapes'

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.Union(words.map((word) => Type.Literal(word))))
const maybe = <T extends TSchema>(shape: T) => Type.Optional(shape)
const Amount = object({ amount: Type.Integer({ minimum: 1, maximum: 400 }), unit: oneOf('days', 'working_days') })
const Span = Type.Union([Type.Literal('at_once'), Amount])
const Way = oneOf('hall', 'community', 'post', 'phone', 'online')
const Depth = oneOf('consult', 'collect', 'precheck', 'accept', 'decide', 'result', 'licence')
const Level = oneOf('city', 'district', 'street', 'community')
const Fee = object({ amount: Type.Number({ minimum: 0, maximum: 1_000_000 }), text: ShortText(120), basis: ShortText(120), pay: listOf(oneOf('cash', 'card', 'online'), 3), when: maybe(oneOf('submitted', 'accepted')) })
const Hall = object({ name: ShortText(80), address: maybe(ShortText(120)), phone: maybe(ShortText(20)), hours: maybe(ShortText(80)) })
const Named = object({ code: Code, name: Type.String() })
export const ItemId = object({ code: Code })

/** 搜事项: `q` in people's own words; without it the items of an audience, a life event or a department, a page at a time. */
export const ItemSearch = object({ q: maybe(Type.String({ maxLength: 100 })), audience: maybe(Code), event: maybe(Code), gives: maybe(Code), department: maybe(Code), division: maybe(DivisionCode), ...PageQuery })
export type ItemSearch = Static<typeof ItemSearch>
/** Why an item was found: `said` stands in the question, `means` is what it was taken for. */
export const Because = object({ kind: oneOf('name', 'word', 'sound', 'spoken', 'age', 'wants', 'audience', 'event'), said: Type.String(), means: Type.String() })
export type Because = Static<typeof Because>
export const ItemRow = object({
  code: Code, name: Type.String(), summary: Type.String(), department: Named, act: Named, level: Level, gives: listOf(Named, 4), promised: nullable(Span), decide: nullable(Span), free: Type.Boolean(), version: Count(), because: listOf(Because, 8),
})
export type ItemRow = Static<typeof ItemRow>
/** `understood`: how the question was read. */
export const ItemPage = object({ items: listOf(ItemRow, 200), next: nullable(Type.String()), count: Count(), understood: listOf(Because, 12) })
export type ItemPage = Static<typeof ItemPage>

const Counted = object({ code: Code, name: Type.String(), english: Type.String(), kind: nullable(oneOf('person', 'firm')), icon: nullable(Type.String()), count: Count() })
export const ItemTerms = object({ audiences: listOf(Counted, 40), events: listOf(Counted, 40), gives: listOf(Counted, 20), departments: listOf(object({ code: Code, name: Type.String(), count: Count() }), 200), items: Count() })
export type ItemTerms = Static<typeof ItemTerms>

export const AtDivision = object({ division: maybe(DivisionCode) })
/** `held`: who has it already, so that it need not be brought. */
const Material = object({ name: Type.String(), originals: Count(9), copies: Count(9), when: nullable(Type.String()), note: nullable(Type.String()), held: nullable(object({ licence: nullable(Type.String()), resource: nullable(Type.String()), unit: nullable(Type.String()) })) })
export const ServiceItem = object({
  code: Code, name: Type.String(), summary: Type.String(), version: Count(), effectiveFrom: Instant, department: Named, office: nullable(object({ id: Code, name: Type.String(), phone: nullable(Type.String()) })), level: Level, act: Named,
  audiences: listOf(Named, 12), events: listOf(Named, 8), gives: listOf(Named, 4), ages: nullable(object({ from: nullable(Count(150)), to: nullable(Count(150)) })),
  conditions: listOf(object({ text: Type.String(), held: nullable(Type.String()) }), 30), materials: listOf(Material, 40), steps: listOf(Type.String(), 12), basis: listOf(object({ law: Type.String(), article: nullable(Type.String()) }), 12),
  clocks: object({ name: Type.String(), decide: nullable(Span), extend: nullable(Span), notice: nullable(Span), deliver: nullable(Span), promised: nullable(Span), pauses: Type.String(), source: Type.String(), joint: Type.Boolean() }),
  fee: nullable(Fee), depth: Depth, ways: listOf(Way, 5), decided: oneOf('own', 'national', 'municipal'), results: listOf(Type.String(), 6), instant: Type.Boolean(), visits: Count(5), halls: listOf(Hall, 60), phone: nullable(Type.String()),
  remedies: listOf(object({ name: Type.String(), text: Type.String(), source: Type.String() }), 6), form: nullable(Code), sources: listOf(Type.String(), 6),
  /** Where it was asked for, and which division did what better. */
  division: nullable(object({ code: DivisionCode, name: Type.String() })), better: listOf(object({ division: Type.String(), reason: Type.String(), fields: listOf(Type.String(), 10) }), 4),
})
export type ServiceItem = Static<typeof ServiceItem>

/** 本地优化: only what is better than what stands above it. */
export const TightenItem = object({
  division: DivisionCode, reason: ShortText(200), effectiveOn: maybe(Day), promise: maybe(Span), fee: maybe(Type.Union([Type.Literal('free'), Fee])), without: maybe(Type.Array(ShortText(80), { minItems: 1, maxItems: 40 })), depth: maybe(Depth),
  visits: maybe(Type.Integer({ minimum: 0, maximum: 5 })), ways: maybe(Type.Array(Way, { minItems: 1, maxItems: 5 })), halls: maybe(Type.Array(Hall, { minItems: 1, maxItems: 20 })),
})
export type TightenItem = Static<typeof TightenItem>
export const WithdrawTightening = object({ division: DivisionCode, reason: ShortText(200) })
export type WithdrawTightening = Static<typeof WithdrawTightening>
export const TightenedItem = object({ code: Code, division: DivisionCode, version: Count() })
export type TightenedItem = Static<typeof TightenedItem>

/** Everything the catalogue kept of an item, for the desk. */
export const ItemHistory = object({
  code: Code,
  versions: listOf(object({ version: Count(), name: Type.String(), effectiveFrom: Instant, retired: Type.Boolean(), origin: oneOf('folder', 'desk'), changedBy: Type.String(), inForce: Type.Boolean(), fields: listOf(Type.String(), 40) }), 200),
  tightenings: listOf(object({ division: object({ code: DivisionCode, name: Type.String(), level: Type.String() }), version: Count(), reason: Type.String(), withdrawn: Type.Boolean(), effectiveFrom: Instant, origin: oneOf('folder', 'desk'), inForce: Type.Boolean(), says: Type.Unknown(), loose: listOf(Type.String(), 10) }), 2000),
  may: listOf(DivisionCode, 400),
})
export type ItemHistory = Static<typeof ItemHistory>
export const ImportedServiceItems = object({ rows: Count(), changed: Count(), unchanged: Count(), faults: listOf(object({ line: Count(), column: Type.String(), code: Type.String(), value: Type.String() }), 500) })
export type ImportedServiceItems = Static<typeof ImportedServiceItems>

/** A form's parts and fields as `cities/schema/forms.schema.json` describes them. */
type Plain = string | number | boolean
export type FormCondition = { field: string; equals: Plain } | { field: string; in: Plain[] } | { field: string; above: number } | { field: string; from: number } | { field: string; below: number } | { all: FormCondition[] } | { any: FormCondition[] }
type Labelled = { label: string; english: string; help?: string; english_help?: string }
export type FormField = Labelled & {
  field: string; source: 'typed' | 'prefill' | 'computed'; required?: boolean; when?: FormCondition; options?: (Labelled & { value: string })[]; columns?: FormField[]; days?: { from?: string; to?: string }; prefill?: { resource: string; item: string }; schema?: Record<string, unknown>
  widget: 'text' | 'long' | 'number' | 'money' | 'date' | 'month' | 'choice' | 'choices' | 'yes_no' | 'region' | 'phone' | 'identity_number' | 'credit_code' | 'bank_card' | 'person' | 'list' | 'file' | 'consent'
}
export type FormPart = { part: string; title: string; english: string; help?: string; english_help?: string; when?: FormCondition; fields: FormField[] }
export type FormMaterial = { material: string; english: string; when?: FormCondition; replaced_by?: { licence?: string; resource?: string }; take?: string; note?: string; english_note?: string }
const told = <T>() => Type.Unsafe<T>(Type.Unknown())
export const FormOfVersion = object({ version: maybe(Type.Integer({ minimum: 1, maximum: 1_000_000 })) })
/** 表单: what is asked, in parts, and what is read from whom for it. `schema` is JSON Schema 2020-12. */
export const ServiceForm = object({
  item: Code, version: Count(), title: Type.String(), english: Type.String(), parts: listOf(told<FormPart>(), 12), materials: listOf(told<FormMaterial>(), 40), schema: told<Record<string, unknown>>(),
  reads: listOf(object({ resource: Type.String(), name: Type.String(), unit: Type.String(), fields: listOf(Type.String(), 100) }), 40),
  count: object({ typed: Count(), always: Count(), prefilled: Count(), computed: Count(), materials: Count(), replaced: Count() }), sources: listOf(Type.String(), 6),
})
export type ServiceForm = Static<typeof ServiceForm>

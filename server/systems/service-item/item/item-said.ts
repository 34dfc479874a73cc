import type { Condition } from '#base/form'
import type { Limit } from '#primitives/rule'

/** How long law or a promise gives: 当场, or an amount of days. */
export type Span = 'at_once' | (Limit & { unit: 'days' | 'working_days' })
export type Way = 'hall' | 'community' | 'post' | 'phone' | 'online'
export type Pay = 'cash' | 'card' | 'online'
export type Depth = 'consult' | 'collect' | 'precheck' | 'accept' | 'decide' | 'result' | 'licence'
export type ServiceLevel = 'city' | 'district' | 'street' | 'community'
/** What a field of a licence is filled from: a value of the form, its band or its words on the licence, or the last day of the month that it names; `column` of a person or list, `region` before it, `after` it a unit; the district of the application; the day of the decision. `unless`: in this case the form says nothing of it; `found`: whoever decides says it, where the form does not. */
export type LicenceSource = Readonly<{ field: string; column?: string; region?: string; after?: string; bands?: readonly Readonly<{ from: number; as: string }>[]; map?: Readonly<Record<string, string>>; as?: 'integer' | 'month_end'; unless?: Condition; found?: true }> | Readonly<{ found: true }> | Readonly<{ place: 'district' }> | Readonly<{ decided: 'day' | 'month' }>
/** `instead`: in this case the new one takes the place of what the holder has in force. `founds`: a firm comes into being by it, and holds it: which field names it, what its code is called, and in which field its representative stands. */
export type LicenceIssue = Readonly<{
  hand: 'wallet' | 'desk'; values: Readonly<Record<string, LicenceSource>>; instead?: Condition
  founds?: Readonly<{ name: Readonly<{ label: string; field: string; column: string }>; code: Readonly<{ label: string }>; representative: string }>
}>
/** A paper 材料 that an item needs. `from`: the licence or the data resource that says the same, so that nobody brings it. */
export type Material = Readonly<{ name: string; originals?: number; copies?: number; when?: string; note?: string; from?: Readonly<{ licence?: string; resource?: string }> }>
/** One department's part of a joint review 并联审批: the role of its unit, in which case it takes part, the fields of the form that it sees, and the materials that it may find missing. */
export type JointPart = Readonly<{ department: string; name: string; when?: Condition; fields: readonly string[]; materials: readonly string[] }>
/** `within`: how long each department has to look at its part; the department of the item leads, accepts and answers the applicant. */
export type JointReview = Readonly<{ within: Limit; parts: readonly JointPart[] }>
/** `when`: at which moment it is owed; left out = when the application is accepted. Nothing is decided before it is paid. */
export type Fee = Readonly<{ amount: number; text: string; basis: string; pay: readonly Pay[]; when?: 'submitted' | 'accepted' }>
/** Where one goes 办理地点. */
export type Hall = Readonly<{ name: string; address?: string; phone?: string; hours?: string }>

/** An item 事项 as the city's folder, the desk's sheet and the database hold it; what is left out is the ordinary case. */
export type ItemSaid = Readonly<{
  code: string
  name: string
  summary: string
  act: string
  level: ServiceLevel
  audiences: readonly string[]
  events: readonly string[]
  gives: readonly string[]
  /** How old the person is whom it is for. */
  ages?: Readonly<{ from?: number; to?: number }>
  words: readonly string[]
  conditions?: readonly Readonly<{ text: string; resource?: string }>[]
  materials?: readonly Material[]
  steps?: readonly string[]
  basis: readonly Readonly<{ law: string; article?: string }>[]
  clock: string
  /** Several departments decide together: the law's joint clock holds where it has one. With parts, each reviews its own at the same time. */
  joint?: boolean | JointReview
  promise?: Span
  fee?: Fee
  depth?: Depth
  ways?: readonly Way[]
  decided?: 'own' | 'national' | 'municipal'
  /** `issue`: an approval issues the licence, each of its fields from the application; `hand` wallet: with that it is with the person. */
  results?: readonly Readonly<{ name: string; licence?: string; issue?: LicenceIssue }>[]
  /** How the person may receive what it gives: always at a counter, left out = there alone. */
  receive?: readonly ('counter' | 'post' | 'locker' | 'community' | 'wallet')[]
  instant?: boolean
  /** How surely it must be known who applies, for oneself or for another; left out = however one likes. */
  assurance?: 'phone' | 'register' | 'counter'
  visits?: number
  halls?: readonly Hall[]
  phone?: string
  remedies?: readonly string[]
  /** The form and the rule table of its online application, once they are built. */
  form?: string
  rule?: string
  /** Where these facts came from: names of `sources` in the terms, or words. */
  sources: readonly string[]
}>

/** What a district or street does better than what stands above it. */
export type TighteningSaid = Readonly<{ promise?: Span; fee?: Fee | 'free'; without?: readonly string[]; depth?: Depth; visits?: number; ways?: readonly Way[]; halls?: readonly Hall[] }>
export type TighteningLine = Readonly<{ item: string; division: string; reason: string }> & TighteningSaid

/** A clock of law 法定时限. `decide` null: no law gives one. */
export type LegalClock = Readonly<{
  code: string; name: string; decide: Span | null; extend?: Span; joint?: Readonly<{ decide: Span; extend?: Span }>; notice?: Span; deliver?: Span; pauses?: string; source: string; channel: string; from: string
}>
/** A kind of act 事项类型, with what one may do against it. */
export type ActKind = Readonly<{ code: string; name: string; english: string; remedies: readonly string[] }>
export type ClockBook = Readonly<{ acts: readonly ActKind[]; clocks: readonly LegalClock[]; remedies: readonly Readonly<{ code: string; name: string; text: string; source: string }>[] }>
export type Term = Readonly<{ code: string; name: string; english: string; icon?: string; kind?: 'person' | 'firm'; /** Of an audience: who applies; left out = its kind. */ applies?: readonly ('person' | 'firm')[] }>
export type Terms = Readonly<{ audiences: readonly Term[]; events: readonly Term[]; gives: readonly Term[]; licences: readonly Readonly<{ code: string; name: string; english: string; standard?: string }>[]; sources: readonly Readonly<{ code: string; text: string }>[]; forced: readonly string[] }>

export const depths: readonly Depth[] = ['consult', 'collect', 'precheck', 'accept', 'decide', 'result', 'licence']

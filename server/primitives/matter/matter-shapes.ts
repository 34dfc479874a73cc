/** What the doors of matter take and give. Plain data, no behaviour. */
export type Level = 'grid' | 'community' | 'street' | 'district' | 'city'
export type Publicity = 'public' | 'link' | 'closed'
export type Time = { amount: number; unit: 'minutes' | 'hours' | 'days' | 'working_hours' | 'working_days' }
/** The division whose desk holds the matter; path '' is the city. */
export type Holder = { level: Level; path: string }
/** Why a rule gave this, as decide() answers it. */
export type Because = { rule: string; version: number; row: number | null; sentence: string }

export type Opening = {
  /** uuid v7 made by the client or the caller: the same id twice is the same matter. */
  id: string
  kind: string
  /** Where it is, down to the community or grid that is known. */
  divisionPath: string
  /** Whose desk has it first. */
  holder: Holder
  /** Entry in a catalogue; read by statistics. */
  item?: string
  urgent?: boolean
  publicity?: Publicity
  /** Small and free of identifying text; guards read it. */
  facts?: Record<string, string | number | boolean>
  /** Overrides of the kind's limits by name, from a catalogue or a rule table. */
  limits?: Record<string, Time>
  /** One of the kind's other_starts. */
  start?: string
  source?: string
  /** False: no trace link is made. */
  link?: boolean
}

/** What an action may bring. Which of it is required stands in the kind (needs). */
export type Input = {
  /** If-Match: refused with 409 when the matter has moved on. */
  version?: number
  assignTo?: { unitId: string; postId?: string | null }
  supporting?: readonly { unitId: string; postId?: string | null }[]
  holder?: Holder
  reason?: string
  note?: string
  until?: Date
  extension?: Time
  score?: number
  masterId?: string
  /** Ids of files that prove the step. */
  evidence?: readonly string[]
  limits?: Record<string, Time>
  item?: string
  urgent?: boolean
  divisionPath?: string
  facts?: Record<string, string | number | boolean>
  because?: Because
  publicity?: Publicity
}

/** A matter as every door returns it. */
export type Matter = {
  id: string
  number: string
  kind: string
  state: string
  final: boolean
  version: number
  cycle: number
  divisionPath: string
  holder: Holder
  item: string | null
  urgent: boolean
  publicity: Publicity
  unitId: string | null
  postId: string | null
  facts: Record<string, string | number | boolean>
  openedAt: Date
  dueAt: Date | null
  stateDueAt: Date | null
  provisional: boolean
  resolvedAt: Date | null
  closedAt: Date | null
  /** Of the last step. */
  changedAt: Date
  suspended: boolean
  score: number | null
  masterId: string | null
}

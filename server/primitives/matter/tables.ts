import { tables } from '#base/database'
import type { Clocks } from './clock/clocks.ts'
import type { Kind } from './kind/kind-shape.ts'
import type { Level, Publicity, Time } from './matter-shapes.ts'
import type { HeldBy } from './kind/compile-kind.ts'

export type Facts = Record<string, string | number | boolean>
export type MatterRow = {
  /** UUIDv7; the id of the row in the system that opened it. */
  id: string
  /** What people say on the phone: yyMMdd, six random digits, a check digit. */
  number: string
  /** Its kind. */
  kind: string
  /** Version of the kind it began with. */
  kind_version: number
  /** Hash of that version. */
  kind_hash: string
  /** Working calendar of its deadlines. */
  calendar_version: string
  /** One of the kind's states. */
  state: string
  /** Grows with every step; If-Match. */
  version: number
  /** 1; each reopening begins the next, and the earlier ones keep their figures. */
  cycle: number
  /** Where it is. */
  division_path: string
  /** Level of the desk that holds it. */
  holder_level: Level
  /** Division whose desk holds it; empty = the city. */
  holder_path: string
  /** Entry in a catalogue. */
  item: string | null
  /** Urgent ones have limits of their own and are told of at any hour. */
  urgent: boolean
  /** Who may see its public trace: everybody, who holds the link, nobody. */
  publicity: Publicity
  /** How it came in. */
  source: string | null
  /** Kind of the actor who opened it. */
  opener_kind: string
  /** The actor who opened it. */
  opener_id: string
  /** Small facts that guards read; nothing that identifies a person. */
  facts: Facts
  /** Limits that override the kind's, by name. */
  limits: Record<string, Time>
  /** The lead unit that has it. */
  unit_id: string | null
  /** The post in the unit, when one is named. */
  post_id: string | null
  /** The lead unit's assignment. */
  assignment_id: string | null
  /** When the lead unit was given it. */
  assigned_at: Date | null
  /** When the lead unit took it. */
  received_at: Date | null
  /** Designated units may not return it. */
  designated: boolean
  /** How many supporting units still owe their share. */
  supporting: number
  /** When it was opened. */
  opened_at: Date
  /** When the present cycle began. */
  cycle_at: Date
  /** End of the limit that runs through the cycle. Overdue is derived from it, never stored. */
  due_at: Date | null
  /** The deadline lies beyond the last year whose holidays are published. */
  provisional: boolean
  /** When the present state, or holder, began. */
  state_at: Date
  /** End of the present state's limit. */
  state_due_at: Date | null
  /** The state it was suspended from. */
  before_state: string | null
  /** When the work was done, in this cycle. */
  resolved_at: Date | null
  /** When it was closed, in this cycle. */
  closed_at: Date | null
  /** The opener's rating, 5 best. */
  score: number | null
  /** The matter into which it was merged. */
  master_id: string | null
  /** Returns, reworks, suspensions … so far. */
  counters: Record<string, number>
  /** Who did the actions that guards ask for, in this cycle. */
  performers: Record<string, string>
  /** Start, limit, pauses and reminders sent, for the cycle and for each state and holder. */
  clocks: Clocks
  /** Until when the time is attributed to someone. */
  marked_at: Date
}
export type StepRow = {
  /** The matter. */
  matter_id: string
  /** UUIDv7. */
  id: string
  /** The cycle it belongs to. */
  cycle: number
  /** When. */
  at: Date
  /** One of the kind's actions; opened, escalated, ordered and answered are the primitive's own. */
  action: string
  /** State before; null at the opening. */
  from_state: string | null
  /** State after. */
  to_state: string
  /** Kind of the actor. */
  actor_kind: string
  /** The actor; never told to the public. */
  actor_id: string
  /** The actor's post. */
  actor_post_id: string | null
  /** The actor's department: what the public is told. */
  actor_unit_id: string | null
  /** Lead unit after the step. */
  unit_id: string | null
  /** Level of the holding desk after the step. */
  holder_level: Level
  /** Division of the holding desk after the step. */
  holder_path: string
  /** Who had the matter in the time that ended with this step. */
  held_by: HeldBy
  /** That unit, or that division's path. */
  held_id: string | null
  /** How long, by the sun. The sum over a cycle's steps equals its whole time. */
  minutes: number
  /** How long, in working time. */
  working_minutes: number
  /** The limit of the state that was left: name, amount, unit, dueAt. */
  state_limit: { name: string; amount: number; unit: Time['unit']; dueAt: string } | null
  /** Whether the state was left within its limit; null where nothing was left or limited. */
  on_time: boolean | null
  /** Reason of a post. A reporter's words lie in the system that took them. */
  reason: string | null
  /** Note of a post. */
  note: string | null
  /** Rule, version, row and sentence by which it was decided. */
  because: object | null
  /** What else the action brought: evidence, supporting units, score, extension. */
  detail: Record<string, unknown>
  /** Whether the public trace shows it. */
  shown: 'public' | 'staff'
}
export type AssignmentRow = {
  /** The matter. */
  matter_id: string
  /** UUIDv7. */
  id: string
  /** The cycle it belongs to. */
  cycle: number
  /** Lead 主办 or supporting 协办. */
  role: 'lead' | 'supporting'
  /** The unit. */
  unit_id: string
  /** The post, when one is named. */
  post_id: string | null
  /** Designated units may not return it. */
  designated: boolean
  /** When it was given. */
  assigned_at: Date
  /** End of the unit's own limit. */
  due_at: Date | null
  /** Its next reminder. */
  next_at: Date | null
  /** Reminders sent. */
  fired: number
  /** When the unit took it. */
  received_at: Date | null
  /** When the unit had done its share. */
  done_at: Date | null
  /** When the unit no longer had it. */
  ended_at: Date | null
  /** The action that ended it. */
  end_action: string | null
}
export type OrderRow = {
  /** The matter. */
  matter_id: string
  /** UUIDv7. */
  id: string
  /** What the leader wants. */
  note: string
  /** The unit that must answer. */
  answerer_unit_id: string
  /** The post that must answer, when one is named. */
  answerer_post_id: string | null
  /** Who ordered. */
  ordered_by: string
  /** The orderer's unit. */
  ordered_unit_id: string | null
  /** When. */
  ordered_at: Date
  /** How long the answerer has. */
  limit_amount: string
  /** In which unit. */
  limit_unit: Time['unit']
  /** End of the answerer's limit. */
  due_at: Date
  /** Its next reminder. */
  next_at: Date | null
  /** Reminders sent. */
  fired: number
  /** When it was answered. */
  answered_at: Date | null
  /** Who answered. */
  answered_by: string | null
  /** The answer. */
  answer: string | null
}
export type FactRow = {
  /** The step. */
  id: string
  /** The city's day. */
  on_day: string
  /** Kind of the matter. */
  kind: string
  /** Its entry in a catalogue. */
  item: string | null
  /** Where it is. */
  division_path: string
  /** The lead unit that had it when the step was done. */
  unit_id: string | null
  /** What was done. */
  action: string
  /** The work was done with this step. */
  resolves: boolean
  /** Whether it was done within the whole limit; only where it resolves. */
  on_time: boolean | null
  /** Whether the state was left within its limit. */
  state_on_time: boolean | null
  /** Time that ended with the step. */
  minutes: number
  /** The same in working time. */
  working_minutes: number
  /** From the cycle's beginning; only where it resolves. */
  whole_minutes: number | null
  /** The same in working time. */
  whole_working_minutes: number | null
  /** The rating that the step gave. */
  score: number | null
  /** The matter was accepted with this step: it left its first state for work, or began in work. */
  accepts: boolean
}
type KindVersionTable = {
  /** Name of the kind. */
  kind: string
  /** 1, 2, 3 … for each kind. */
  version: number
  /** Of the content: the process keeps compiled kinds by it. */
  hash: string
  /** The kind as it was written: states, actions, roles, limits. */
  content: Kind
  /** Whether it came from the city's folder or was edited at the desk; the folder never overwrites the desk. */
  origin: 'folder' | 'desk'
  /** When it was published. */
  published_at: Date
  /** Who published it. */
  published_by: string
}

export type MatterTables = {
  /** When an open matter's clock next has something to say or do; taken by tick. */
  'matter.alarm': {
    /** The matter. */
    matter_id: string
    /** The instant. */
    next_at: Date
  }
  /** Each time a unit was given a matter, lead or supporting, with its own clock. */
  'matter.assignment': AssignmentRow
  /** One row for each step, until the minute's job has added it to matter.tally: screen and export read tally and what is still here in one snapshot. */
  'matter.fact': FactRow
  /** Kinds that changed in the city's folder after they were edited at the desk; someone must choose. */
  'matter.folder_conflict': {
    /** Name of the kind. */
    kind: string
    /** The file. */
    path: string
    /** What the file says. */
    content: Kind
    /** When the difference was found. */
    found_at: Date
  }
  /** A kind as somebody wants it; another one approves it, and then it is a version. */
  'matter.kind_draft': {
    /** Name of the kind. */
    kind: string
    /** What it would say. */
    content: Kind
    /** Who wrote it, and may not approve it. */
    written_by: string
    /** When. */
    written_at: Date
  }
  /** Every published version of every kind; a running matter keeps the one it began with. */
  'matter.kind_version': KindVersionTable
  /** A piece of public business: its state, clock, assignee and version live here and nowhere else. No identifying text. */
  'matter.matter': MatterRow
  /** One number, one matter. */
  'matter.number': {
    /** yyMMdd, six random digits, a check digit. */
    number: string
    /** Whose number it is. */
    matter_id: string
  }
  /** Oversight orders 督办: a leader's note with a named answerer and its own clock; the matter's clocks go on. */
  'matter.oversight_order': OrderRow
  /** How long resolutions took, in steps of working time: what medians are read from. Filled together with matter.tally. */
  'matter.span_tally': {
    /** The city's day of the resolution. */
    on_day: string
    /** Kind. */
    kind: string
    /** Entry in a catalogue; empty = none. */
    item: string
    /** Where. */
    division_path: string
    /** Lead unit; empty = none. */
    unit_id: string
    /** Working minutes up to 60, then steps of five per cent. */
    span: number
    /** How many took that long. */
    resolved: bigint
  }
  /** The trace: one row for each thing done, never changed. Read with id >= matter_id. */
  'matter.step': StepRow
  /** Facts summed by day, kind, item, division, unit and action. */
  'matter.tally': {
    /** The city's day. */
    on_day: string
    /** Kind. */
    kind: string
    /** Entry in a catalogue; empty = none. */
    item: string
    /** Where. */
    division_path: string
    /** Lead unit; empty = none. */
    unit_id: string
    /** What was done. */
    action: string
    /** How often. */
    steps: bigint
    /** How many resolved. */
    resolved: bigint
    /** How many of them within the whole limit. */
    on_time: bigint
    /** How many of them after it. */
    late: bigint
    /** States left within their limit. */
    state_on_time: bigint
    /** States left after it. */
    state_late: bigint
    /** Time by the sun that ended with these steps. */
    minutes: bigint
    /** The same in working time. */
    working_minutes: bigint
    /** From the beginning of the cycle to the resolution. */
    whole_minutes: bigint
    /** The same in working time. */
    whole_working_minutes: bigint
    /** Ratings given. */
    scores: bigint
    /** Their sum. */
    score_sum: bigint
    /** Ratings of 3 and more of 5. */
    satisfied: bigint
    /** How many were accepted. */
    accepted: bigint
  }
  /** Unguessable addresses of public traces; only the hash is kept. */
  'matter.trace_link': {
    /** SHA-256 of the 128-bit random token. */
    hash: Buffer
    /** Whose trace it opens. */
    matter_id: string
    /** When it was given. */
    made_at: Date
  }
}
export const matter = tables<MatterTables>()

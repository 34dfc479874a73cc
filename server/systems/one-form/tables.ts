import type { Generated } from 'kysely'
import { tables } from '#base/database'
import type { FoundField } from './contract.ts'

export type OneFormTables = {
  /** A form that a department wants streets or communities to fill in 基层报表; its state, clocks and steps are a matter of the same id, whose public number is the form's. */
  'one_form.form': {
    /** The matter. */
    id: string
    /** The department that wants it filled in. */
    unit_id: string
    /** Where it is to be filled in: the division of that department; empty is the whole city. */
    division_path: string
    /** By whom: the level of divisions. */
    level: 'district' | 'street' | 'community'
    /** What it is called. */
    name: string
    /** What for. */
    purpose: string
    /** The duty in law that needs it. */
    legal_basis: string
    /** How often it is to be filled in. */
    cycle: 'once' | 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'half_yearly' | 'yearly'
    /** Its last day, once registered. */
    until_on: string
    /** When. */
    submitted_at: Date
    /** Since which day it is on the list; null = not on it. */
    registered_on: string | null
  }
  /** What a form asks for, and what was found of it in the catalogue when it was submitted. */
  'one_form.form_column': {
    /** The form. */
    form_id: string
    /** Which column, from 0. */
    place: number
    /** Its heading. */
    name: string
    /** free: the catalogue does not have it; held: it has, and shares it; closed: it has, and the law forbids to share it. */
    state: 'free' | 'held' | 'closed'
    /** Why it is asked for although it is held; null = it is not, or it is not kept. */
    keep: string | null
    /** Where it was found. */
    fields: FoundField[]
  }
  /** How columns are told apart, and how long a form may be in force 列名同义词; from the city's folder. */
  'one_form.setting': {
    /** There is one row. */
    only_one: Generated<boolean>
    /** What the file says. */
    content: unknown
  }
}
export const oneForm = tables<OneFormTables>()

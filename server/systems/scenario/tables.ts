import { tables } from '#base/database'

export type ScenarioTables = {
  /** For which business which data of others are needed 共享应用场景. Whoever asks for data may name one. */
  'scenario.scenario': {
    /** From the city's folder. */
    id: string
    /** As requests and mask rules call it. */
    name: string
    /** Lead department 牵头部门. */
    lead_id: string
    /** data_ready: its data can be asked for under a grant; planned: nothing can be used. Neither says that the service is built. */
    state: 'data_ready' | 'planned'
    /** What for, in a line. */
    purpose: string
    /** The duty in law; empty while planned. */
    basis: string
    /** Entries of the catalogue: code, by which key, which fields. */
    resources: unknown
    /** Kinds of matter of this platform that do this business; empty = it is not done here. */
    matter_kinds: string[]
    /** Decision tables of this platform that decide in it. */
    rules: string[]
    /** Ids of indicators that show how it goes; not shown before a home contributes them. */
    indicators: string[]
    /** The file that says so. */
    source: string
    /** Its place in that file. */
    place: number
    /** When the folder no longer named it. */
    ended_at: Date | null
  }
}
export const scenario = tables<ScenarioTables>()

import { tables } from '#base/database'

export type Urgency = 'ordinary' | 'urgent' | 'emergency'
export type Source = 'resident' | 'grid_worker' | 'desk' | 'hotline' | 'open311' | 'unit' | 'import'

export type GovernanceTables = {
  'governance.item': {
    code: string; version: number; register: 'component' | 'event'; standard: string; class: string; kind: string; name: string; words: string[]
    ends_at: 'grid' | 'community' | 'street' | 'district' | 'city'; leads: Record<string, string>; supporting: string[]
    receive_limit: string; handle_limit: string; verify_limit: string; urgency: Urgency; evidence: 'none' | 'before' | 'after' | 'both'; public: boolean
    near_metres: number; near_hours: number; call: string[]; retired: boolean; origin: 'folder' | 'desk'; effective_from: Date
  }
  'governance.incident': {
    id: string; item_code: string | null; source: Source; division_path: string; longitude: number | null; latitude: number | null
    captured_at: Date | null; received_at: Date; quarantined: string | null; publishable: boolean
  }
  'governance.report': { id: string; incident_id: string; joined: boolean; at: Date }
  'governance.statement': { report_id: string; incident_id: string; person_id: string | null; words: string; place_words: string; division_path: string; contact: Buffer | null }
  'governance.publication': {
    incident_id: string; item_code: string; description: string; division_path: string; longitude: number | null; latitude: number | null
    requested_at: Date; published_at: Date; published_by: string; withdrawn_at: Date | null
  }
}
export const governance = tables<GovernanceTables>()

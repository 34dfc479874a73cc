import type { NearIncident } from '#contracts/governance'
import type { Photo } from '../../../base/ui/photos.ts'
import type { Place } from '../../../base/place/find-divisions.ts'

/** What a reporter has put together so far; the id is made at the start and never changes (上报草稿). */
export type ReportDraft = { id: string, words: string, place: Place | null, placeWords: string, photos: Photo[], itemCode: string | null, contact: string, named: boolean }
export type Suggested = { code: string, name: string, kind: string, confidence: number, call: string[] }
export type Near = NearIncident
export type Reported = { id: string, number: string, token: string | null }

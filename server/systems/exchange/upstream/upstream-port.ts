/** An entry as the platform above registers it. */
export type UpstreamEntry = Readonly<{
  code: string; version: number; withdrawn: boolean; name: string; unit: Readonly<{ id: string; name: string }>; summary: string; share: string; shareCondition: string; shareBasis: string; open: string; cycle: string; grade: number
  fields: readonly Readonly<{ name: string; field: string; type: string; grade: number }>[]
}>
/** What a body beyond this city asks for, through the platform above. `askedBy` names it in words. */
export type UpstreamRequest = Readonly<{
  id: string; askedBy: string; resource: string; fields: readonly string[]; purpose: string; legalBasis: string; scenario: string; usingSystem: string; mode: string; untilOn: string; rowsADay: number
}>
export type UpstreamAnswer = Readonly<{ id: string; outcome: 'received' | 'granted' | 'refused' | 'impossible'; number: string | null; reason: string | null }>
/** The exchange above this one 上级共享平台: catalogue up, requests down, answers up. All of it may be repeated: entries are known by code and version, requests and answers by id. Throws where it cannot be reached. */
export type Upstream = Readonly<{
  name: string
  register(entries: readonly UpstreamEntry[]): Promise<void>
  /** Requests after a cursor, oldest first; `next` is the cursor of the last. */
  requests(after: string | null): Promise<Readonly<{ requests: readonly UpstreamRequest[]; next: string | null }>>
  answer(answer: UpstreamAnswer): Promise<void>
}>

let given: Upstream | null = null
/** Called by main.ts once; a city without one stands alone. 上级平台 */
export const useUpstream = (upstream: Upstream | null): void => { given = upstream }
export const upstreamHere = (): Upstream | null => given

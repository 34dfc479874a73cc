import type { Deed } from '#base/deed'
import { invalid, notFound } from '#base/errors'
import { filesOf } from '#primitives/file'
import { matterByNumber, matterByToken, requireMatter } from '#primitives/matter'
import { findUnits } from '#primitives/party'
import { divisionLine } from '#primitives/place'
import { catalogue, findPublications, type Publication, type PublicFilter } from '#systems/governance'
import type { RequestsQuery } from './contract.ts'

const DAY = 86_400_000
const SPAN = 90 * DAY // GeoReport v2: at most 90 days, at most 1,000 requests
const MOST = 1000

/** Public requests of a window of 90 days, or by their ids, which override everything else. 请求列表 */
export async function findRequests(deed: Deed, query: RequestsQuery, origin: string): Promise<object[]> {
  if (query.service_request_id !== undefined) return showRequests(deed, query.service_request_id, origin)
  return shown(deed, await findPublications(deed, { ...windowOf(deed, query), ...statusOf(query), ...(query.service_code ? { items: query.service_code.split(',') } : {}), limit: MOST }), origin)
}

/** The public ones among these ids, comma-separated; none of them is 404. 请求详情 */
export async function showRequests(deed: Deed, idList: string, origin: string): Promise<object[]> {
  const numbers = idList.split(',').map((one) => one.trim()).filter((one) => one !== '').slice(0, 100)
  if (numbers.length === 0) throw invalid('open311.parameter_missing', { parameter: 'service_request_id' })
  const ids: string[] = []
  for (const number of numbers) {
    const id = await matterByNumber(deed, number)
    if (id) ids.push(id)
  }
  const found = ids.length > 0 ? await findPublications(deed, { ids, limit: numbers.length }) : []
  if (found.length === 0) throw notFound('open311.request_unknown')
  return shown(deed, found, origin)
}

/** The request that a token was given for. 按令牌查 */
export async function requestOfToken(deed: Deed, token: string): Promise<{ token: string; service_request_id: string }> {
  const id = await matterByToken(deed, token)
  if (!id) throw notFound('open311.token_unknown')
  return { token, service_request_id: (await requireMatter(deed, id)).number }
}

function windowOf(deed: Deed, { start_date, end_date }: RequestsQuery): { from: Date; to: Date } {
  const start = instantOf('start_date', start_date), end = instantOf('end_date', end_date)
  const to = end ?? (start ? new Date(Math.min(start.getTime() + SPAN, deed.now.getTime())) : deed.now)
  const from = start ?? new Date(to.getTime() - SPAN)
  if (from > to || to.getTime() - from.getTime() > SPAN) throw invalid('open311.window_too_long')
  return { from, to }
}

function instantOf(parameter: string, text: string | undefined): Date | null {
  if (text === undefined || text === '') return null
  // W3C date-time with its zone, as the specification says
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text) || Number.isNaN(Date.parse(text))) throw invalid('open311.parameter_invalid', { parameter })
  return new Date(text)
}

function statusOf({ status }: RequestsQuery): Pick<PublicFilter, 'final'> {
  if (status === undefined || status === '') return {}
  const asked = new Set(status.split(',').map((one) => one.trim()))
  if ([...asked].some((one) => one !== 'open' && one !== 'closed')) throw invalid('open311.parameter_invalid', { parameter: 'status' })
  return asked.size === 2 ? {} : { final: asked.has('closed') }
}

async function shown(deed: Deed, found: readonly Publication[], origin: string): Promise<object[]> {
  const { byCode } = await catalogue(deed)
  const units = await findUnits(deed, found.flatMap(({ matter }) => matter.unitId ?? []))
  const files = await filesOf(deed, 'governance', found.map((one) => one.incident_id))
  return Promise.all(found.map(async (one) => {
    const picture = files.get(one.incident_id)?.find((file) => file.published)
    return {
      service_request_id: one.matter.number, status: one.matter.final ? 'closed' : 'open', status_notes: one.matter.publicStateName, service_name: byCode.get(one.item_code)?.name ?? one.item_code,
      service_code: one.item_code, description: one.description, ...(one.matter.unitId ? { agency_responsible: units.get(one.matter.unitId)?.name ?? one.matter.unitId } : {}),
      requested_datetime: one.requested_at.toISOString(), updated_datetime: one.matter.changedAt.toISOString(), ...(one.matter.dueAt ? { expected_datetime: one.matter.dueAt.toISOString() } : {}),
      address: (await divisionLine(deed, one.division_path)).map((step) => step.name).reverse().join(', '), address_id: one.division_path.split('/').at(-1),
      ...(one.latitude !== null && one.longitude !== null ? { lat: one.latitude, long: one.longitude } : {}), ...(picture ? { media_url: `${origin}/files/${picture.id}` } : {}),
    }
  }))
}

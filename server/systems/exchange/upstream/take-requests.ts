import { randomUUIDv7 } from 'node:crypto'
import { Value } from 'typebox/value'
import type { Deed } from '#base/deed'
import { invalid, Refusal } from '#base/errors'
import type { JobRun } from '#base/home'
import { findMatter } from '#primitives/matter'
import { unitsFor } from '#primitives/party'
import { FileRequest } from '../contract.ts'
import { fileRequest } from '../request/file-request.ts'
import { exchange } from '../tables.ts'
import type { Upstream, UpstreamAnswer, UpstreamRequest } from './upstream-port.ts'

/** Brings down what the platform above asks for: each becomes a request of the unit that stands for it here, by the same steps and clocks as any other; what cannot be one is answered so. 承接上级申请 */
export async function takeRequests(run: JobRun, upstream: Upstream): Promise<void> {
  for (let more = true; more;) {
    const after = await run.read(async (deed) => (await exchange(deed.tx).selectFrom('exchange.upstream_state').select('cursor').executeTakeFirst())?.cursor ?? null)
    const { requests, next } = await upstream.requests(after)
    for (const request of requests) if (isNamed(request)) await takeRequest(run, request)
    more = requests.length > 0 && next !== null && next !== after
    if (more) await run.perform(async (deed) => { await exchange(deed.tx).updateTable('exchange.upstream_state').set({ cursor: next }).execute() })
  }
}

/** What comes from out there may be of any shape: one without an id cannot even be answered. */
const isNamed = (request: UpstreamRequest | null): request is UpstreamRequest => typeof request?.id === 'string' && request.id !== '' && request.id.length <= 200

async function takeRequest(run: JobRun, { id, ...asked }: UpstreamRequest): Promise<void> {
  const requestId = randomUUIDv7()
  const { askedBy, ...filed } = { ...asked, id: requestId }
  const words = (said: unknown, most: number): string => (typeof said === 'string' ? said : '').replaceAll('\0', '').slice(0, most)
  const keep = async (deed: Deed, row: { request_id: string | null; outcome: UpstreamAnswer['outcome']; reason: string | null }): Promise<boolean> =>
    (await exchange(deed.tx).insertInto('exchange.upstream_request').values({ id, asked_by: words(askedBy, 200), resource_code: words(asked.resource, 20), received_at: deed.now, answered: null, ...row }).onConflict((old) => old.column('id').doNothing()).returning('id').execute()).length > 0
  try {
    await run.perform(async (deed) => {
      if (!Value.Check(FileRequest, filed)) throw invalid('exchange.upstream_malformed')
      if (!(await keep(deed, { request_id: requestId, outcome: 'received', reason: null }))) return
      const [unit] = await unitsFor(deed, { role: 'upper_exchange', divisionPath: '' })
      if (!unit) throw invalid('exchange.upstream_without_unit')
      await fileRequest({ ...deed, actor: { ...deed.actor, departmentId: unit.id } }, filed)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await run.perform(async (deed) => { await keep(deed, { request_id: null, outcome: 'impossible', reason: error.code }) })
  }
}

const outcomes: Readonly<Record<string, UpstreamAnswer['outcome']>> = { granted: 'granted', refused: 'refused' }

/** Tells the platform above how its requests stand; what could not be told is told at the next turn. 答复上级 */
export async function answerUpward(run: JobRun, upstream: Upstream): Promise<void> {
  const waiting = await run.read(async (deed) => {
    const rows = await exchange(deed.tx).selectFrom('exchange.upstream_request as u').leftJoin('exchange.request as r', 'r.id', 'u.request_id').select(['u.id', 'u.request_id', 'u.outcome', 'u.reason', 'u.answered', 'r.condition'])
      .where((is) => is.or([is('u.answered', 'is', null), is('u.answered', '=', 'received')])).orderBy('u.received_at').limit(500).execute()
    const found: { row: (typeof rows)[number]; outcome: UpstreamAnswer['outcome']; number: string | null }[] = []
    for (const row of rows) {
      const matter = row.request_id === null ? null : await findMatter(deed, row.request_id)
      found.push({ row, outcome: matter === null ? row.outcome : (outcomes[matter.state] ?? 'received'), number: matter?.number ?? null })
    }
    return found.filter(({ row, outcome }) => row.answered !== outcome)
  })
  for (const { row, outcome, number } of waiting) {
    await upstream.answer({ id: row.id, outcome, number, reason: row.reason ?? row.condition })
    await run.perform(async (deed) => { await exchange(deed.tx).updateTable('exchange.upstream_request').set({ outcome, answered: outcome }).where('id', '=', row.id).execute() })
  }
}

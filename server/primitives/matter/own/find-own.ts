import type { Deed } from '#base/deed'
import { invalid, notFound } from '#base/errors'
import { contributedOwn, type OwnPlace, type OwnThing } from '#primitives/registry'
import type { OwnFilter, OwnThings, Trace } from '../contract.ts'
import { matterTrace } from '../find/matter-trace.ts'

const placeOf = ({ at, id }: OwnPlace): string => `${at.toISOString()}_${id}`
function readPlace(after: string): OwnPlace {
  const [at, id] = after.split('_')
  const when = new Date(at ?? '')
  if (!/^\d{4}-[\d:.T-]+Z$/.test(at ?? '') || Number.isNaN(when.getTime()) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? '')) throw invalid('matter.bad_page')
  return { at: when, id: id! }
}

const latestFirst = (a: OwnThing, b: OwnThing): number => b.at.getTime() - a.at.getTime() || (b.id > a.id ? 1 : -1)

/** All that is one's own, whichever home keeps it, as one list: the latest change first. Each home answers from its own tables, as many as the page could need of it. 我的事 */
export async function findOwn(deed: Deed, { of, open, limit = 20, after }: OwnFilter): Promise<OwnThings> {
  const before = after === undefined ? null : readPlace(after)
  const lists = contributedOwn().filter((list) => of === undefined || list.of === of)
  const all: (OwnThing & { of: string })[] = []
  for (const list of lists) all.push(...(await list.page(deed, { before, open, limit: limit + 1 })).map((one) => ({ ...one, of: list.of })))
  const items = all.toSorted(latestFirst).slice(0, limit)
  return {
    items: items.map(({ at, dueAt, can, remedies, ...one }) => ({ ...one, at: at.toISOString(), dueAt: dueAt?.toISOString() ?? null, can: [...can], remedies: [...remedies] })),
    next: all.length > limit ? placeOf(items.at(-1)!) : null, sorts: contributedOwn().map((list) => list.of).toSorted(),
  }
}

/** The steps of a matter that is one's own, where its home says that they may be read as they stand; units and never persons. 我的一件事的经过 */
export async function ownTrace(deed: Deed, id: string): Promise<Trace> {
  for (const list of contributedOwn()) if (await list.holds?.(deed, id)) return JSON.parse(JSON.stringify(await matterTrace(deed, id, 'public'))) as Trace
  throw notFound('matter.not_found')
}

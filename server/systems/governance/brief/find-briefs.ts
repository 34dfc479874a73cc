import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { mayAt, scopeFor, within } from '#primitives/access'
import { requireDivision } from '#primitives/place'
import type { BriefContent, BriefFilter, BriefPage } from '../contract.ts'
import { governance } from '../tables.ts'
import { nameOf } from './brief-content.ts'
import { BRIEFS } from './make-brief.ts'

/** Briefs of the places that the actor may see, the newest first. 简报列表 */
export async function findBriefs(deed: Deed, { kind, division, limit = 50, after }: BriefFilter): Promise<Static<typeof BriefPage>> {
  const under = division ? (await requireDivision(deed, division)).path : undefined
  const scopes = scopeFor(deed, BRIEFS, under)
  const [day, id] = after?.split('_') ?? []
  const key = day && id && /^\d{4}-\d{2}-\d{2}$/.test(day) && /^[0-9a-f-]{36}$/.test(id) ? { day, id } : null
  const rows = await governance(deed.tx).selectFrom('governance.brief').select(['id', 'kind', 'division_path', 'from_on', 'to_on', 'made_at', 'made_by', 'content']).where(within(sql.ref('division_path'), scopes))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!)).$if(under !== undefined, (query) => query.where('division_path', '=', under!))
    .$if(key !== null, (query) => query.where(sql<boolean>`(to_on, id) < (${key!.day}::date, ${key!.id}::uuid)`))
    .orderBy('to_on', 'desc').orderBy('id', 'desc').limit(limit + 1).execute()
  const items = await Promise.all(rows.slice(0, limit).map(async (row) => {
    const { figures } = row.content as BriefContent
    return { id: row.id, kind: row.kind as BriefContent['kind'], division: await nameOf(deed, row.division_path), from: row.from_on, to: row.to_on, madeAt: row.made_at.toISOString(), byJob: row.made_by.startsWith('governance.'), opened: figures.opened, handled: figures.handled }
  }))
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? `${last.to}_${last.id}` : null }
}

/** One brief as it was made; of a place outside it is as unknown as one that is not there. 取简报 */
export async function requireBrief(deed: Deed, id: string): Promise<BriefContent> {
  const row = await governance(deed.tx).selectFrom('governance.brief').select(['division_path', 'content']).where('id', '=', id).executeTakeFirst()
  if (!row || !mayAt(deed, BRIEFS, row.division_path)) throw notFound('governance.brief_unknown')
  return row.content as BriefContent
}

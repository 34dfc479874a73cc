import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, forbidden, invalid } from '#base/errors'
import { appendLeaf } from '#primitives/ledger'
import { personIdsOf } from '#primitives/party'
import { isUnder, requireDivision } from '#primitives/place'
import { contributedResource } from '#primitives/registry'
import type { PagedRows, PageRows } from '../contract.ts'
import { grantInForce, identityFields, requireMatterNumber, type Grant, type Row } from '../row/grant-in-force.ts'
import { openRow } from '../row/open-row.ts'
import { withheldFor } from '../withholding/withheld-for.ts'
import { shownFields } from '../row/shown-fields.ts'
import { exchange } from '../tables.ts'
import { meterUse } from '../usage/meter-use.ts'

const USUAL = 100
const KEPT = 'kept:'
const small: readonly string[] = ['street', 'community', 'grid']

/** A page of an entry's rows under a grant and for one matter, in the order of a key: the fields granted, masked, within the day's quota, with one leaf that everyone in the page can see. 分页取数 */
export async function pageRows(deed: Deed, grantId: string, { matter, division, limit = USUAL, after }: PageRows): Promise<PagedRows> {
  const grant = await grantInForce(deed, grantId, 'page')
  await requireMatterNumber(deed, matter)
  const area = await areaOf(deed, grant, division)
  const { rows, next } = await (grant.contribution === null ? landedPage(deed, grant.resource_code, area, limit, after) : keptPage(deed, grant.contribution, area, limit, after))
  const numbered = identityFields(grant)
  await meterUse(deed, grant, { rows: rows.length, about: rows.flatMap((row) => numbered.flatMap((field) => (typeof row[field] === 'string' ? [{ matter, field, value: row[field], rows: [row] }] : []))) })
  const persons = await personIdsOf(deed, rows.flatMap((row) => numbered.flatMap((field) => (typeof row[field] === 'string' ? [row[field]] : []))))
  const withheld = (await withheldFor(deed, grant.id, [matter])).get(matter)
  await appendLeaf({ ...deed, purpose: grant.purpose }, {
    kind: 'exchange.used', withheld, subjects: [...persons.values()],
    payload: { grant: grant.id, resource: grant.resource_code, matter, division: area, fields: grant.masks.map(({ name }) => name), rows: rows.length },
  })
  return { rows: rows.map((row) => shownFields(grant, row)), next, masks: [...grant.masks] }
}

type Page = Readonly<{ rows: readonly Row[]; next: string | null }>

async function landedPage(deed: Deed, code: string, area: string | null, limit: number, after: string | undefined): Promise<Page> {
  if (after?.startsWith(KEPT)) throw invalid('exchange.page_after_unknown')
  const found = await rowsAfter(deed, code, area, limit + 1, after)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.map(openRow), next: found.length > limit && last ? `${area === null ? '' : last.division_path}:${last.id}` : null }
}

/** What a system keeps itself comes by page only where that system gives it so. */
async function keptPage(deed: Deed, contribution: string, under: string | null, limit: number, after: string | undefined): Promise<Page> {
  const kept = contributedResource(contribution)
  if (!kept?.page) throw conflict('exchange.page_not_kept')
  if (after !== undefined && !after.startsWith(KEPT)) throw invalid('exchange.page_after_unknown')
  const { rows, next } = await kept.page(deed, { under, after: after?.slice(KEPT.length) ?? null, limit })
  return { rows: rows.map(({ values }) => values), next: next === null ? null : `${KEPT}${next}` }
}

/** Where personal data are paged, a page never reaches beyond a place: one's own, or, for a post of the whole city, one street at a time of a division that is itself granted.
 *  Without that a grant for pages would be a whole copy without a whole copy's papers: nobody could say afterwards for what all of them were needed. */
export async function areaOf(deed: Deed, grant: Pick<Grant, 'resourceFields' | 'personal' | 'fields'>, code: string | undefined): Promise<string | null> {
  const declared = grant.resourceFields.filter((one) => one.division)
  if (declared.length === 0 && (grant.personal || code !== undefined)) throw conflict('exchange.page_needs_division')
  const division = code === undefined ? null : await requireDivision(deed, code)
  if (!grant.personal) return division?.path ?? null
  const own = deed.actor.divisionPath ?? ''
  if (own !== '') {
    if (division !== null && !isUnder(division.path, own)) throw forbidden('exchange.page_outside')
    return division?.path ?? own
  }
  if (!declared.some((one) => grant.fields.includes(one.field))) throw conflict('exchange.page_division_not_granted', { field: declared[0]!.name })
  if (division === null || !small.includes(division.level)) throw invalid('exchange.page_one_street')
  return division.path
}

type Found = { id: string; sealed: Buffer | null; plain: Row | null; division_path: string | null }

/** By keyset: no row is counted past to find the next. */
export async function rowsAfter(deed: Deed, code: string, area: string | null, limit: number, after: string | undefined): Promise<Found[]> {
  const [path, id] = after === undefined ? [null, null] : [after.slice(0, after.lastIndexOf(':')), after.slice(after.lastIndexOf(':') + 1)]
  const rows = exchange(deed.tx).selectFrom('exchange.row').select(['id', 'sealed', 'plain', 'division_path']).where('resource_code', '=', code).limit(limit)
  if (area === null) return rows.$if(id !== null, (later) => later.where('id', '>', id!)).orderBy('id').execute()
  return rows.where('division_path', '>=', area).where('division_path', '<', `${area}0`) // '0' is the sign after '/': the area and all below it, and no sibling whose code begins alike
    .$if(id !== null, (later) => later.where(sql<boolean>`(division_path, id) > (${path}, ${id}::uuid)`)).orderBy('division_path').orderBy('id').execute()
}

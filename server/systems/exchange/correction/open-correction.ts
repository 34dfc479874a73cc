import type { Deed } from '#base/deed'
import { conflict } from '#base/errors'
import { jobActor } from '#base/jobs'
import { keys } from '#base/keys'
import { record } from '#primitives/event'
import { advance, openMatter, requireMatter } from '#primitives/matter'
import { tell } from '#primitives/notice'
import type { AskedCorrection } from '../contract.ts'
import { exchange, type ExchangeTables } from '../tables.ts'

/** What is said of a value; it lies sealed. `key` is by what its row is found; the field of it is not known where a person asks with their own number. */
export type Said = Readonly<{ key: { field: string | null; value: string }; wrong: string; believed: string }>
export type Opening = Readonly<{
  id: string; resource: Pick<ExchangeTables['exchange.resource'], 'code' | 'name' | 'unit_id'>; field: string; origin: 'person' | 'unit' | 'difference'; unitId: string | null; personId: string | null; grantId: string | null; said: Said
  /** What may have one open correction at a time. */
  about: string
  /** Digest of the two values, where it opens by itself. */
  difference?: Buffer
}>

/** The open correction of a thing, if there is one. */
export const openAbout = async (deed: Deed, about: string): Promise<string | null> =>
  (await exchange(deed.tx).selectFrom('exchange.open_correction').select('correction_id').where('about', '=', about).executeTakeFirst())?.correction_id ?? null

/** Opens a correction and hands it to the source, which answers within the kind's limit. 提出校核 */
export async function openCorrection(deed: Deed, { id, resource, field, origin, unitId, personId, grantId, said, about, difference }: Opening): Promise<AskedCorrection> {
  const known = await openAbout(deed, about)
  if (known !== null && known !== id) throw conflict('exchange.correction_open', { number: (await requireMatter(deed, known)).number })
  const matter = await openMatter(deed, { id, kind: 'data_correction', divisionPath: '', holder: { level: 'city', path: '' }, item: resource.code, link: false, source: origin })
  if (!matter.repeated) {
    await exchange(deed.tx).insertInto('exchange.correction').values({ id, resource_code: resource.code, source_id: resource.unit_id, field, origin, unit_id: unitId, person_id: personId, grant_id: grantId, asked_at: deed.now, difference: difference ?? null }).execute()
    await exchange(deed.tx).insertInto('exchange.correction_content').values({ id, sealed: keys().seal('exchange.correction_content', JSON.stringify(said)) }).execute()
    const { numInsertedOrUpdatedRows: first } = await exchange(deed.tx).insertInto('exchange.open_correction').values({ about, correction_id: id }).onConflict((old) => old.column('about').doNothing()).executeTakeFirstOrThrow()
    if (first === 0n) throw conflict('exchange.correction_open', { number: (await requireMatter(deed, (await openAbout(deed, about))!)).number }) // of two at once the second waits, and finds the first
    await record(deed, 'exchange.correction_asked', id, { resource: resource.code, source: resource.unit_id })
    await advance({ ...deed, actor: jobActor('exchange.open_correction') }, id, 'forward', { assignTo: { unitId: resource.unit_id } })
    await tell(deed, { to: { unit: resource.unit_id }, template: 'exchange.correction.arrived', facts: { number: matter.number, resource: resource.name }, link: `/desk/corrections?id=${id}` })
  }
  const { state } = await requireMatter(deed, id)
  return { id, number: matter.number, state }
}

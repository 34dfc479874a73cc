import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import type { Language } from '#base/texts'
import { wordsOf } from '#primitives/notice'
import { findUnits, ownPerson } from '#primitives/party'
import { divisionAt } from '#primitives/place'
import { contributedHoldings, type HeldField, type HeldRow } from '#primitives/registry'
import { assuranceOf } from '#systems/account'
import { ownRows } from '#systems/exchange'
import { itemNames } from '#systems/service-item'
import type { HeldRows, OwnEntryRows } from '../contract.ts'
import { dataSettings } from '../data-settings.ts'
import { titleOf } from './find-held.ts'
import { maskOthers } from './mask-others.ts'

/** One's own rows of a sort, in words; what others' numbers stand in them is masked. 我的一类数据 */
export async function readHeld(deed: Deed, id: string, { after = null, limit = 20 }: { after?: string | null | undefined; limit?: number | undefined }, language: Language): Promise<HeldRows> {
  const holding = contributedHoldings().find((one) => one.id === id)
  if (!holding) throw notFound('my_data.holding_unknown')
  const { rows, next } = await holding.rows(deed, deed.actor.id, { after, limit })
  const say = await sayer(deed, rows, language)
  return { id, title: titleOf(holding, language), href: holding.href, next, rows: rows.map(({ at, fields }) => ({ at: at?.toISOString() ?? null, fields: fields.map(say) })) }
}

/** One's own rows of an entry of the catalogue, as its source department landed them. 我的目录数据 */
export async function readEntry(deed: Deed, code: string, language: Language): Promise<OwnEntryRows> {
  const { least_level: level } = await dataSettings(deed)
  if ((await assuranceOf(deed)) < level) throw conflict('my_data.level_too_low', { level })
  const { fields, rows, ...entry } = await ownRows(deed, code)
  return { ...entry, fields: [...fields], rows: rows.map(({ at, values }) => ({ at, values: fields.flatMap(({ field, name }) => { const value = values[field] ?? null; return value === null ? [] : [{ field, label: name, value: typeof value === 'boolean' ? wordsOf(`my_data.${value ? 'yes' : 'no'}`, {}, language) : String(value).replace(/^(\d{4}-\d\d-\d\d)T/, '$1 ') }] }) })) }
}

type Said = HeldRows['rows'][number]['fields'][number]

/** Names for what stands in rows as an id or a code, asked for once for all of them. */
async function sayer(deed: Deed, rows: readonly HeldRow[], language: Language): Promise<(field: HeldField) => Said> {
  const of = (is: HeldField['is']): string[] => [...new Set(rows.flatMap(({ fields }) => fields.filter((one) => one.is === is).map(({ value }) => value)))]
  const [own, units, items] = [await ownPerson(deed), await findUnits(deed, of('unit')), await itemNames(deed, of('item'))]
  const divisions = new Map(await Promise.all(of('division').map(async (path): Promise<[string, string]> => [path, (await divisionAt(deed, path))?.name ?? path])))
  const names: Partial<Record<HeldField['is'], (value: string) => string>> = {
    unit: (id) => units.get(id)?.name ?? id, item: (code) => items.get(code) ?? code, division: (path) => divisions.get(path) ?? path, yes: (value) => wordsOf(`my_data.${value === 'true' ? 'yes' : 'no'}`, {}, language), text: (text) => maskOthers(text, own),
  }
  return ({ name, is, value }) => ({ name, label: wordsOf(`my_data.field.${name}`, {}, language), is: is === 'instant' || is === 'day' ? is : 'text', value: names[is]?.(value) ?? value })
}

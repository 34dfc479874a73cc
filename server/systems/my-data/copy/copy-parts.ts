import type { Deed } from '#base/deed'
import { findLeavesAbout } from '#primitives/ledger'
import { hasWords, wordsOf } from '#primitives/notice'
import { findUnits } from '#primitives/party'
import { contributedHoldings } from '#primitives/registry'
import { findOwnUses, ownEntries } from '#systems/exchange'
import { dataSettings } from '../data-settings.ts'
import { titleOf } from '../held/find-held.ts'
import { readEntry, readHeld } from '../held/read-held.ts'

/** A part of a copy: a sort that the platform keeps, an entry of the catalogue, or who used it all. What is on paper about it, and its rows. */
export type CopyPart = Readonly<{ file: string; title: string; about: readonly string[]; rows: readonly Readonly<Record<string, string>>[]; more: boolean }>

const PAGE = 200
const MOST = 5000

/** What a copy is made of, each read by itself as the person: everything that the page shows, all of it. 副本各部分 */
export async function copyParts(deed: Deed): Promise<((own: Deed) => Promise<CopyPart>)[]> {
  const { holdings } = await dataSettings(deed)
  const kinds = contributedHoldings().map(({ id }) => async (own: Deed): Promise<CopyPart> => {
    const said = holdings.find(({ holding }) => holding === id)
    return { file: `platform/${id}.json`, title: titleOf({ id }, 'zh-CN'), about: said ? [said.basis, said.kept] : [], ...(await all((after) => readHeld(own, id, { after, limit: PAGE }, 'zh-CN'))) }
  })
  const entries = (await ownEntries(deed)).map(({ code, name, unit, basis }) => async (own: Deed): Promise<CopyPart> => {
    const { rows } = await readEntry(own, code, 'zh-CN')
    return { file: `departments/${code}.json`, title: `${name}（${unit}）`, about: [basis], rows: rows.map(({ values }) => byLabel(values)), more: false }
  })
  return [...kinds, ...entries, usesPart]
}

async function all(page: (after: string | null) => ReturnType<typeof readHeld>): Promise<Pick<CopyPart, 'rows' | 'more'>> {
  const rows: CopyPart['rows'][number][] = []
  let after: string | null = null
  do {
    const read: Awaited<ReturnType<typeof readHeld>> = await page(after)
    rows.push(...read.rows.map(({ fields }) => byLabel(fields)))
    after = read.next
  } while (after !== null && rows.length < MOST)
  return { rows, more: after !== null }
}

/** Who used one's data: through the exchange with all that stands behind it, and otherwise by the leaf. */
async function usesPart(own: Deed): Promise<CopyPart> {
  const [rows, said] = [[] as Record<string, string>[], new Set<string>()]
  const put = (row: Record<string, string | null | undefined>): void => { rows.push(Object.fromEntries(Object.entries(row).filter((one): one is [string, string] => Boolean(one[1])))) }
  for (let after: string | undefined; rows.length < MOST;) {
    const { items, next } = await findOwnUses(own, { limit: PAGE, ...(after !== undefined && { after }) })
    for (const use of items) {
      said.add(use.entryId)
      put({ 时间: use.at, 单位: use.unit?.name, 用途: use.purpose, 数据: use.resource?.name, 信息项: use.fields.map(({ name }) => name).join('、'), 数源部门: use.source?.name, 为哪一件: use.matter?.number, 依据: use.request?.legalBasis, 账本: use.entryId })
    }
    if (next === null) break
    after = next
  }
  for (let after: string | undefined; rows.length < MOST;) {
    const { items, next } = await findLeavesAbout(own, own.actor.id, { limit: PAGE, ...(after !== undefined && { after }) })
    const units = await findUnits(own, items.flatMap(({ departmentId }) => departmentId ?? []))
    for (const leaf of items) if (!said.has(leaf.entryId)) put({ 时间: leaf.at, 单位: units.get(leaf.departmentId ?? '')?.name, 用途: leaf.purpose, 记录: leafWords(leaf.kind), 信息项: leaf.fields.join('、'), 账本: leaf.entryId })
    if (next === null) break
    after = next
  }
  return { file: 'uses.json', title: wordsOf('my_data.copy.uses', {}), about: [], rows, more: rows.length >= MOST }
}

const leafWords = (kind: string): string => { const key = kind.replace('.', '.leaf.'); return hasWords(key) ? wordsOf(key, {}) : kind }

/** What is said several times of a row stands together. */
const byLabel = (fields: readonly Readonly<{ label: string; value: string }>[]): Record<string, string> =>
  Object.fromEntries([...Map.groupBy(fields, ({ label }) => label)].map(([label, of]) => [label, of.map(({ value }) => value).join('、')]))

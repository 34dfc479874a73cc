import { type Mask, strictness } from '../../server/systems/exchange/mask/mask-value.ts'
import type { RuleTable } from '../../server/primitives/rule/table-shape.ts'
import { type CityFolder, type Found, filesUnder } from './city-files.ts'

const declarable = ['full', 'part', 'compare'] as const

type Row = RuleTable['rows'][number]

/** A mask that shows more than an entry may say needs the article that allows it; unusual use is told to a role that there is. 交换规则检查 */
export function checkExchangeRules(city: CityFolder): Found[] {
  const roles = new Set((city.files.get('roles.yaml')?.content as { roles?: { code: string }[] } | undefined)?.roles?.map(({ code }) => code))
  return [...rowsOfTable(city, 'masks', faultsOfMask), ...rowsOfTable(city, 'use_alarms', ({ then }) => (roles.has(String(then.tell)) ? [] : [`no role is ${String(then.tell)}`]))]
}

function rowsOfTable(city: CityFolder, name: string, faults: (row: Row) => string[]): Found[] {
  const file = filesUnder(city, 'rules').find(({ content }) => (content as RuleTable | null)?.table === name)
  if (!file) return [{ path: 'rules', line: 1, says: `no file in rules/ holds the table ${name}` }]
  return (file.content as RuleTable).rows.flatMap((row, at) => faults(row).map((says) => ({ path: file.path, line: file.lineOf(['rows', at]), says: `row ${row.row}: ${says}` })))
}

function faultsOfMask({ when, then, source }: Row): string[] {
  const mask = then.mask as Mask
  if (!(mask in strictness)) return [`${String(mask)} is no way of masking`]
  const meant = when.declared === undefined ? declarable : ([when.declared].flat() as (typeof declarable)[number][])
  const looser = meant.filter((declared) => strictness[mask] < strictness[declared])
  return looser.length > 0 && (source === undefined || source.channel === 'platform') ? [`shows more than ${looser.join(', ')} and names no article`] : []
}

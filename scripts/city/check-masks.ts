import { type Mask, strictness } from '../../server/systems/exchange/mask/mask-value.ts'
import type { RuleTable } from '../../server/primitives/rule/table-shape.ts'
import { type CityFolder, type Found, filesUnder } from './city-files.ts'

const declarable = ['full', 'part', 'compare'] as const

/** A row that shows more than an entry may say needs the article that allows it, and never what is only compared by the platform's own word. 遮掩规则检查 */
export function checkMasks(city: CityFolder): Found[] {
  const file = filesUnder(city, 'rules').find(({ content }) => (content as RuleTable | null)?.table === 'masks')
  if (!file) return [{ path: 'rules', line: 1, says: 'no file in rules/ holds the table masks' }]
  return (file.content as RuleTable).rows.flatMap(({ row, when, then, source }, at) => {
    const no = (says: string): Found => ({ path: file.path, line: file.lineOf(['rows', at]), says: `row ${row}: ${says}` })
    const mask = then.mask as Mask
    if (!(mask in strictness)) return [no(`${String(mask)} is no way of masking`)]
    const meant = when.declared === undefined ? declarable : [when.declared].flat() as (typeof declarable)[number][]
    const looser = meant.filter((declared) => strictness[mask] < strictness[declared])
    return looser.length > 0 && (source === undefined || source.channel === 'platform') ? [no(`shows more than ${looser.join(', ')} and names no article`)] : []
  })
}

import type { Readable } from 'node:stream'
import { streamSheet, type Column } from '#base/spreadsheet'
import type { Usage } from '../contract.ts'

type Field = 'name' | 'detail' | 'key' | 'grants' | 'queries' | 'rows' | 'quota'
const firsts: Readonly<Record<Usage['by'], string>> = { unit: '用数部门', source: '数源部门', resource: '数据资源', grant: '授权的数据', day: '日期', hour: '时段' }
const columns = (by: Usage['by']): readonly Column<Field>[] => [
  { field: 'name', heading: firsts[by], width: 32 }, { field: 'detail', heading: '说明', width: 36 }, { field: 'key', heading: '编码', width: 38 }, { field: 'grants', heading: '授权数' }, { field: 'queries', heading: '次数' }, { field: 'rows', heading: '行数' },
  { field: 'quota', heading: '每日限额（行）', width: 16 },
]

/** The answer to a question as a sheet: the rows of the screen, then their total. 用量表 */
export function usageSheet({ by, rows, total }: Usage): Readable {
  async function* lines() {
    for (const { name, detail, key, grants, queries, rows: given, quota } of rows) yield { name, detail, key, grants, queries, rows: given, quota }
    yield { name: '合计', detail: null, key: null, ...total, quota: null }
  }
  return streamSheet('用量统计', columns(by), lines())
}

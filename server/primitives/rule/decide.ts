import type { Deed } from '#base/deed'
import { cityToday } from '#primitives/place'
import { compileTable, evaluate, type CompiledTable } from './evaluate-table.ts'
import { heldForAWhile } from './held-for-a-while.ts'
import { rule } from './tables.ts'
import type { Given, Input, Outcome, Plain } from './table-shape.ts'

/** `outcome` is null when no row holds, or when inputs that are unknown would have to be known first. */
export type Decision = {
  outcome: Outcome | null
  rule: string
  version: number
  row: number | null
  inputs: Given
  unknown: readonly string[]
  /** 依据…第 17 条，因为… */
  sentence: string
}

const compiled = new Map<string, CompiledTable>() // by hash of the content: the same in every database

/** Answers by a decision table: the version that holds on the city's day, its first row that holds, and why. 按规则判断 */
export async function decide(deed: Deed, table: string, inputs: Given, day?: string): Promise<Decision> {
  const { version, compiled: ready } = await tableOn(deed, table, day ?? (await cityToday(deed)))
  const { name, inputs: columns } = ready.table
  const answer = evaluate(ready, inputs)
  const said = { rule: table, version, inputs }
  if (answer === null) return { ...said, outcome: null, row: null, unknown: [], sentence: `《${name}》没有适用的条款` }
  if ('unknown' in answer) {
    const missing = answer.unknown.map((column) => columns[column]!.name)
    return { ...said, outcome: null, row: null, unknown: answer.unknown, sentence: `还不知道${missing.join('、')}，不能按《${name}》判断` }
  }
  const { row, then, because, when } = answer.hit
  const read = Object.keys(when).map((column) => `${columns[column]!.name}：${label(columns[column]!, inputs[column])}`)
  return { ...said, outcome: then, row, unknown: [], sentence: `依据${name}第 ${row} 条，因为${because}${read.length > 0 ? `（${read.join('，')}）` : ''}` }
}

/** What the values of an input are called, in the table that holds now. 取值名称 */
export async function inputLabels(deed: Deed, table: string, input: string): Promise<Readonly<Record<string, string>>> {
  return (await tableOn(deed, table, await cityToday(deed))).compiled.table.inputs[input]?.labels ?? {}
}

const label = (input: Input, value: Plain | null | undefined): string => (value === null || value === undefined ? '未知' : (input.labels?.[String(value)] ?? (typeof value === 'boolean' ? (value ? '是' : '否') : String(value))))

async function tableOn(deed: Deed, table: string, day: string): Promise<{ version: number; compiled: CompiledTable }> {
  const versions = await heldForAWhile(deed, `table:${table}`, () => rule(deed.tx).selectFrom('rule.table_version')
    .select(['version', 'hash', 'effective_from', 'effective_to']).where('table_name', '=', table).orderBy('version', 'desc').execute())
  const live = versions.find(({ effective_from, effective_to }) => effective_from <= day && (effective_to === null || effective_to >= day))
  if (!live) throw new Error(`no version of the rule table '${table}' holds on ${day}`)
  let ready = compiled.get(live.hash)
  if (!ready) {
    const { content } = await rule(deed.tx).selectFrom('rule.table_version').select('content').where('table_name', '=', table).where('version', '=', live.version).executeTakeFirstOrThrow()
    compiled.set(live.hash, ready = compileTable(content))
  }
  return { version: live.version, compiled: ready }
}

import { join } from 'node:path'
import { parse } from 'yaml'
import { unprocessable } from '#base/errors'
import { validatorOf } from '#base/profile'
import type { RuleTable } from './table-shape.ts'

const cities = join(import.meta.dirname, '../../../cities')

/** A table written at the desk, checked by the same schema as a file of the city's folder. 读规则表 */
export function readTable(table: string, yaml: string): RuleTable {
  let content: unknown
  try {
    content = parse(yaml, { maxAliasCount: 0 })
  } catch (error) {
    throw unprocessable('rule.table_faulty', { table, faults: [(error as Error).message.slice(0, 300)] })
  }
  const check = validatorOf(cities, 'rule-table')
  if (!check(content)) throw unprocessable('rule.table_faulty', { table, faults: (check.errors ?? []).slice(0, 20).map((error) => `${error.instancePath || '/'} ${error.message}`) })
  if ((content as RuleTable).table !== table) throw unprocessable('rule.table_faulty', { table, faults: [`it calls itself '${(content as RuleTable).table}'`] })
  return content as RuleTable
}

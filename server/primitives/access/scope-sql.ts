import { sql, type RawBuilder } from 'kysely'

const like = (path: string): string => `${path.replace(/[\\%_]/g, '\\$&')}/%`

/** `where division_path lies within these places`, as SQL: `.where(within(sql.ref('matter.division_path'), scopeOf(deed, …)))`. 范围条件 */
export function within(column: RawBuilder<unknown>, paths: readonly string[]): RawBuilder<boolean> {
  if (paths.includes('')) return sql<boolean>`true`
  if (paths.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(paths.map((path) => sql`${column} = ${path} or ${column} like ${like(path)}`), sql` or `)})`
}

import { sql, type RawBuilder } from 'kysely'
import type { ExchangeTables } from '../tables.ts'

/** Rows looked up by their digests and by nothing else, of whatever entry: while the statistics know nothing yet of an entry that has just landed, the database would else read all of its rows, in the order of their pages, for each one that is looked up. 按摘要查行 */
export const byDigest = (columns: readonly (keyof ExchangeTables['exchange.row'])[], digest: RawBuilder<unknown>): RawBuilder<unknown> => sql`(select resource_code, ${sql.raw(columns.join(', '))} from exchange.row where digest = ${digest} offset 0)`

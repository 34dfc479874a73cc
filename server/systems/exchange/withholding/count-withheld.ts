import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import type { WithheldUses } from '../contract.ts'
import { exchange } from '../tables.ts'
import { useRules } from './use-rules.ts'

/** For everybody: how many decisions there were in each quarter, by which law, and how many uses they withheld; of whom and by whom is not told. 暂不告知公开统计 */
export async function countWithheld(deed: Deed): Promise<WithheldUses> {
  const { withholding: { bases } } = await useRules(deed)
  const { rows } = await sql<{ quarter: string; basis: string; decisions: number; uses: number }>`
    select to_char(approved_on, 'YYYY"-Q"Q') as quarter, basis, count(*)::int as decisions, sum(uses)::int as uses from exchange.withholding where approved_on is not null
    group by 1, 2 order by 1 desc, 2 limit 1000`.execute(exchange(deed.tx))
  return {
    bases: bases.map(({ code, name, name_en, article }) => ({ code, name, nameEn: name_en, article })),
    quarters: [...Map.groupBy(rows, ({ quarter }) => quarter)].map(([quarter, of]) => ({
      quarter, decisions: of.reduce((sum, one) => sum + one.decisions, 0), uses: of.reduce((sum, one) => sum + one.uses, 0), bases: of.map(({ basis, decisions, uses }) => ({ code: basis, decisions, uses })),
    })),
  }
}

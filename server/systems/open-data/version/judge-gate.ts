import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { showResource } from '#systems/exchange'
import type { Gate } from '../contract.ts'
import type { DatasetTable, VersionTable } from '../dataset/require-dataset.ts'
import { openSettings } from '../open-settings.ts'
import { openData } from '../tables.ts'
import { isConfirmed } from './load-file.ts'

type Check = Gate['checks'][number]
type Finding = Check['findings'][number]
const check = (name: Check['check'], findings: Finding[]): Check => ({ check: name, passed: findings.length === 0, findings })
const finding = (kind: string, rows = 0, of = 0, column: string | null = null): Finding => ({ column, kind, rows, of })

/** What stands between a draft and the public, each check with what it found: columns and numbers of rows, never a value. 开放审查 */
export async function judgeGate(deed: Deed, dataset: DatasetTable, draft: VersionTable): Promise<Gate> {
  const { least_group: leastGroup } = await openSettings(deed)
  const checks = [
    check('rows', rowFindings(dataset, draft)),
    check('rejects', draft.rejected > 0 && !draft.accept_rejects ? [finding('rejected', draft.rejected, draft.rows + draft.rejected)] : []),
    check('grade', await gradeFindings(deed, dataset)),
    { check: 'personal' as const, passed: draft.findings.every((one) => isConfirmed(dataset, one)), findings: draft.findings.map(({ column, kind, rows, of, doubtful }) => ({ column, kind, rows, of, doubtful })) },
    check('groups', dataset.about_people && draft.kept ? await smallGroups(deed, dataset, draft, leastGroup) : []),
    check('note', draft.signed_at === null ? [finding('not_signed')] : []),
  ]
  return { passed: checks.every(({ passed }) => passed), leastGroup, checks }
}

/** Rows there are, and they are what the settings say now; a file in which something personal was found has none, which is told by that check. */
function rowFindings(dataset: DatasetTable, draft: VersionTable): Finding[] {
  const confirmed = draft.findings.every((one) => isConfirmed(dataset, one))
  const leftOut = dataset.columns.filter((one) => one.leftOut && draft.columns.some(({ heading }) => heading === one.heading)).map(({ heading }) => finding('send_again', 0, 0, heading))
  return [...(!draft.kept && confirmed ? [finding('send_again')] : draft.kept && draft.rows === 0 ? [finding('no_rows')] : []), ...leftOut]
}

/** Only what is graded 1 and, where it comes from the catalogue, what the catalogue opens. */
async function gradeFindings(deed: Deed, dataset: DatasetTable): Promise<Finding[]> {
  const own = dataset.grade > 1 ? [finding('graded_higher', dataset.grade)] : []
  if (dataset.resource_code === null) return own
  const { resource, withdrawnAt } = await showResource(deed, dataset.resource_code)
  return [
    ...own, ...(withdrawnAt === null ? [] : [finding('entry_withdrawn')]), ...(resource.unitId === dataset.unit_id ? [] : [finding('entry_of_another')]), ...(resource.open === 'open' ? [] : [finding('entry_not_open')]),
    ...(resource.personal ? [finding('entry_personal')] : []), ...(resource.grade > 1 ? [finding('entry_graded_higher', resource.grade)] : []),
  ]
}

/** Groups of rows that are alike in all quasi-identifiers and fewer than the city allows, by their size alone. k-匿名 */
async function smallGroups(deed: Deed, dataset: DatasetTable, draft: VersionTable, least: number): Promise<Finding[]> {
  const places = draft.columns.flatMap(({ heading }, at) => (dataset.quasi.includes(heading) ? [sql`cells[${sql.lit(at + 1)}]`] : []))
  const unknown = dataset.quasi.filter((heading) => !draft.left_out.includes(heading) && !draft.columns.some((one) => one.heading === heading)).map((heading) => finding('quasi_unknown', 0, 0, heading))
  if (places.length === 0 || unknown.length > 0) return unknown.length > 0 ? unknown : [finding('no_quasi')]
  const { rows } = await sql<{ size: number; groups: number }>`
    select size, count(*)::int as groups from (select count(*)::int as size from open_data.row where version_id = ${draft.id} group by ${sql.join(places)} having count(*) < ${least}) g group by size order by size`.execute(openData(deed.tx))
  return rows.map(({ size, groups }) => ({ column: null, kind: 'group', size, rows: size * groups, groups, of: draft.rows }))
}

import type { Deed } from '#base/deed'
import { countLanded, countRows, openLanding, ownResource, reformRows } from '#systems/exchange'
import type { SourceColumn } from '../source-port.ts'
import { transfer } from '../tables.ts'
import { holdRun, type Job, type Run } from './claim-run.ts'
import { driftOf } from './drift-of.ts'
import { tellStopped } from './stop-run.ts'

/** What a run knows of the contract when it goes: the fields whose columns are there, in their order. */
export type Contract = Awaited<ReturnType<typeof ownResource>>

/** Before every run the source's columns are compared with the contract; what nobody accepted puts the run into quarantine until somebody decides. null = it is there. 比对结构 */
export async function checkColumns(deed: Deed, held: Run, job: Job, columns: readonly SourceColumn[]): Promise<Contract | null> {
  await holdRun(deed, held)
  const contract = await ownResource(deed, job.resource_code)
  const drift = driftOf(contract.fields, job.mapping, columns, job.columns)
  if (drift === null) {
    if (job.columns === null) await transfer(deed.tx).updateTable('transfer.job').set({ columns: JSON.stringify(columns) as never }).where('id', '=', job.id).execute()
    return contract
  }
  await transfer(deed.tx).updateTable('transfer.run').set({ state: 'quarantined', drift: JSON.stringify(drift) as never, reason: 'transfer.run.drift', holder: null, lease_until: null }).where('id', '=', held.id).execute()
  await tellStopped(deed, job, held.id, 'quarantined', 'transfer.run.drift')
  return null
}

export type Beginning = Readonly<{ whole: boolean; mark: string | null; estimate: number | null }>

/** Begins, or finds what was begun as it was left. A whole copy begins anew when the contract changed meanwhile, or when a crash of the database took what it remembered. 开始或续传 */
export async function beginRun(deed: Deed, held: Run, job: Job, contract: Contract, beginning: Beginning | null): Promise<Run> {
  const run = await holdRun(deed, held)
  if (beginning !== null) {
    await reformRows(deed, await openLanding(deed, { id: run.id, code: job.resource_code }))
    return save(deed, run.id, { ...beginning, estimate: beginning.estimate === null ? null : BigInt(beginning.estimate), version: contract.version, before: BigInt(await countRows(deed, job.resource_code)) })
  }
  if (!run.whole) return save(deed, run.id, { version: contract.version })
  const lost = run.before! > 0n && run.chunks > 0 && BigInt(await countLanded(deed, run.id)) !== run.good
  if (run.version === contract.version && !lost) return run
  for (const table of ['transfer.chunk', 'transfer.reject'] as const) await transfer(deed.tx).deleteFrom(table).where('run_id', '=', run.id).execute()
  return save(deed, run.id, { version: contract.version, position: null, chunks: 0, rows: 0n, bytes: 0n, good: 0n, changed: 0n, rejected: 0n, content: '0' })
}

const save = (deed: Deed, id: string, values: Partial<Omit<Run, 'id'>>): Promise<Run> => transfer(deed.tx).updateTable('transfer.run').set(values as object).where('id', '=', id).returningAll().executeTakeFirstOrThrow()

import type { Deed } from '#base/deed'
import { application, type ApplicationTables } from '../tables.ts'

export type Keep = ApplicationTables['application.archive']['keep']
/** A reason for which a package may be opened 利用目的. */
export type ArchiveUse = Readonly<{ code: string; name: string; name_en: string }>
export type ArchiveSettings = Readonly<{ after_days: number; keep: readonly Readonly<{ act: string; keep: Keep }>[]; uses: readonly ArchiveUse[] }>

/** Takes in how the city files what is closed. 载入归档设置 */
export async function loadArchive(deed: Deed, content: unknown): Promise<void> {
  const row = { content: JSON.stringify(content) as never }
  await application(deed.tx).insertInto('application.archive_setting').values({ only_one: true, ...row }).onConflict((old) => old.column('only_one').doUpdateSet(row)).execute()
}

/** After how many days, how long by kind of act, for what. 归档设置 */
export async function archiveSettings(deed: Deed): Promise<ArchiveSettings> {
  const row = await application(deed.tx).selectFrom('application.archive_setting').select('content').executeTakeFirst()
  if (!row) throw new Error('the city needs catalogues/archive.yaml')
  return row.content as unknown as ArchiveSettings
}

/** How long the file of an act is kept; one that the city does not name is kept as long as any. */
export const keepOf = ({ keep }: ArchiveSettings, act: string): Keep => keep.find((one) => one.act === act)?.keep ?? 'permanent'

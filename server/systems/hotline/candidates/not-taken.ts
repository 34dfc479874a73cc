import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { stamped } from '#base/stamped'
import { hotline, type HotlineTables } from '../tables.ts'

type Row = HotlineTables['hotline.not_taken']
export type NotTaken = Readonly<{ code: string; name: string; reason: string; door: Row['door']; matched: string[] }>

/** What the hotline does not take, held in memory. 不受理清单 */
const list = stamped<readonly Row[]>({
  // the folder is the only one who changes it, and what it says is its own stamp
  stampOf: async (deed) => (await sql<{ stamp: string }>`select count(*) || ' ' || coalesce(md5(string_agg(code || array_to_string(words, ' ') || ended, ',' order by code)), '') as stamp from hotline.not_taken`.execute(hotline(deed.tx))).rows[0]!.stamp,
  restamp: async () => {},
  load: (deed) => hotline(deed.tx).selectFrom('hotline.not_taken').selectAll().where('ended', '=', false).orderBy('place').execute(),
})
const held = (deed: Deed): Promise<readonly Row[]> => list.read(deed)

const shown = (row: Row, matched: string[]): NotTaken => ({ code: row.code, name: row.name, reason: row.reason, door: row.door, matched })

/** Matters not taken whose words the caller used; shown at once, decided by the operator. 不受理比对 */
export async function matchNotTaken(deed: Deed, words: string): Promise<NotTaken[]> {
  return (await held(deed)).map((row) => shown(row, row.words.filter((one) => words.includes(one)))).filter(({ matched }) => matched.length > 0)
    .sort((a, b) => b.matched.join('').length - a.matched.join('').length).slice(0, 3)
}

export const allNotTaken = async (deed: Deed): Promise<NotTaken[]> => (await held(deed)).map((row) => shown(row, []))

export async function requireNotTaken(deed: Deed, code: string): Promise<NotTaken> {
  const found = (await held(deed)).find((row) => row.code === code)
  if (!found) throw notFound('hotline.not_taken_unknown')
  return shown(found, [])
}

type File = { source: string; matters: { code: string; name: string; words: string[]; reason: string; door: Row['door'] }[] }

/** Takes not-taken.yaml in; what left the file ends. 不受理清单入库 */
export async function loadNotTaken(deed: Deed, content: unknown): Promise<void> {
  const { source, matters } = content as File
  await hotline(deed.tx).updateTable('hotline.not_taken').set({ ended: true }).execute()
  for (const [place, one] of matters.entries()) {
    const row = { name: one.name, words: one.words, reason: one.reason, door: JSON.stringify(one.door) as never, source, place, ended: false }
    await hotline(deed.tx).insertInto('hotline.not_taken').values({ code: one.code, ...row }).onConflict((of) => of.column('code').doUpdateSet(row)).execute()
  }
}

import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { party } from '../tables.ts'

const walls = ['person', 'division', 'department', 'job'] as const

/** Does something as that person, behind the walls that stand for oneself: for a copy that the person asked for and a job makes, and for whom somebody at a counter has before them. Whoever calls has judged that it is the person who wants it. 以本人身份 */
export async function asPerson<R>(deed: Deed, personId: string, work: (own: Deed) => Promise<R>): Promise<R> {
  const { rows: [was] } = await sql<Record<(typeof walls)[number], string | null>>`select ${sql.join(walls.map((wall) => sql`current_setting(${sql.lit(`haihe.${wall}`)}, true) as ${sql.ref(wall)}`))}`.execute(party(deed.tx))
  await setWalls(deed, { person: personId, division: '-', department: '', job: '' })
  const answer = await work({ ...deed, actor: { kind: 'person', id: personId, postId: null, departmentId: null, divisionPath: null, grants: [] }, subject: null }) // a refusal ends the transaction, and with it the setting
  await setWalls(deed, was!)
  return answer
}

async function setWalls(deed: Deed, to: Readonly<Record<(typeof walls)[number], string | null>>): Promise<void> {
  for (const wall of walls) await sql`set local ${sql.raw(`haihe.${wall}`)} = ${sql.lit(to[wall] ?? '')}`.execute(party(deed.tx))
}

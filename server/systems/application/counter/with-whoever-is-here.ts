import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import { findApplication, type ApplicationRow } from '../find-application.ts'
import { application } from '../tables.ts'

const SERVING = 'serve_at_counter'

/** Whether this is done by a post for somebody who stands before it: the person says what is to be filled in, and the post reads what the person would. */
export const isServed = ({ purpose }: Deed): boolean => purpose === SERVING

/** Whatever a counter does here it does for somebody who is there and was identified: whoever calls vouches for that. The policy lets that person's applications through, for as long as the work takes. 当面办理 */
export async function withWhoeverIsHere<T>(deed: Deed, personId: string, work: (served: Deed) => Promise<T>): Promise<T> {
  await sql`set local haihe.at_counter = ${sql.lit(personId)}`.execute(application(deed.tx))
  const done = await work({ ...deed, subject: personId, purpose: SERVING })
  await sql`set local haihe.at_counter = ''`.execute(application(deed.tx))
  return done
}

/** One application of that person, whoever took it in. */
export const withTheirs = <T>(deed: Deed, personId: string, id: string, work: (served: Deed, row: ApplicationRow) => Promise<T>): Promise<T> =>
  withWhoeverIsHere(deed, personId, async (served) => {
    const row = await findApplication(served, id)
    if (row?.person_id !== personId) throw notFound('application.unknown')
    return work(served, row)
  })

type Step<A extends readonly unknown[], T> = (deed: Deed, id: string, ...rest: A) => Promise<T>
/** A step of the applicant, taken by the post before which the person stands: actor the post, subject the person. */
export const atCounter = <A extends readonly unknown[], T>(step: Step<A, T>) => (deed: Deed, personId: string, id: string, ...rest: A): Promise<T> => withTheirs(deed, personId, id, (served) => step(served, id, ...rest))

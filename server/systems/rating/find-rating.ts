import { sql, type Selectable } from 'kysely'
import type { Deed } from '#base/deed'
import { conflict, notFound } from '#base/errors'
import { keys } from '#base/keys'
import { tokenHash } from './invite-to-rate.ts'
import { rating, type RatingTables } from './tables.ts'

export type RatingRow = Selectable<RatingTables['rating.rating']>
const unknown = 'rating.unknown'
const rows = (deed: Deed) => rating(deed.tx).selectFrom('rating.rating').selectAll()

export const sealWords = (words: string): Buffer => keys().seal('rating.words', words)
export const openWords = (words: Buffer): string => keys().open('rating.words', words).toString('utf8')

/** One's own; another's is as unknown as none. Locked, so that two taps go one after another. */
export async function requireOwn(deed: Deed, id: string, { lock = false } = {}): Promise<RatingRow> {
  const row = await rows(deed).where('id', '=', id).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
  if (!row || (row.person_id !== deed.actor.id && row.agent_id !== deed.actor.id)) throw notFound(unknown)
  return row
}

/** Where two may rate, the person and who acted for them, whoever did it is the one who changes it and whose words they are. */
export const isRaters = ({ actor }: Deed, row: RatingRow): boolean => row.rated_by === null || row.rated_by === actor.id

/** The one that a link opens: the policy lets this row through. */
export async function requireLinked(deed: Deed, token: string, { lock = false } = {}): Promise<RatingRow> {
  const hash = tokenHash(token)
  await sql`set local haihe.rating_link = ${sql.lit(hash.toString('hex'))}`.execute(rating(deed.tx))
  const row = await rows(deed).where('token_hash', '=', hash).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
  if (!row) throw notFound(unknown)
  return row
}

/** A link that was printed takes one rating: whoever printed it held it too, and neither reads nor changes what was said. */
export async function requireGivable(deed: Deed, token: string): Promise<RatingRow> {
  const row = await requireLinked(deed, token, { lock: true })
  if (row.printed && row.rated_at !== null) throw conflict('rating.rated_by_slip')
  return row
}

/** The rating of a case, for whoever judged that the actor follows it up: the policy lets this row through for the rest of the transaction, and no other. */
export async function openRating(deed: Deed, id: string, { lock = false } = {}): Promise<RatingRow> {
  await sql`set local haihe.rating = ${sql.lit(id)}`.execute(rating(deed.tx))
  const row = await rows(deed).where('id', '=', id).$if(lock, (query) => query.forUpdate()).executeTakeFirst()
  if (!row) throw notFound(unknown)
  return row
}

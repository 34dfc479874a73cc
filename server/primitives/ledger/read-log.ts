import { sql } from 'kysely'
import type { Deed } from '#base/deed'
import { notFound } from '#base/errors'
import type { PublicLog } from './contract.ts'
import { signers } from './signers.ts'
import { ledger } from './tables.ts'
import { encodeBundle, parseTilePath, WIDTH } from './tile.ts'

type Head = Readonly<{ size: bigint; root: Buffer; note: string; at: Date }>

export async function readHead(deed: Deed): Promise<Head> {
  const { size, root, note, at } = await ledger(deed.tx).selectFrom('ledger.head').selectAll().executeTakeFirstOrThrow()
  if (note === null || at === null) throw notFound('ledger.no_checkpoint_yet')
  return { size, root, note, at }
}

/** The bytes of a tile or a bundle of entries, as wide as asked for; 404 for what no checkpoint covers yet. */
export async function readTile(deed: Deed, path: string): Promise<Buffer> {
  const wanted = parseTilePath(path)
  if (!wanted) throw notFound('ledger.no_such_tile')
  const { level, index, width } = wanted
  const db = ledger(deed.tx)
  if (level !== 'entries') {
    const tile = await db.selectFrom('ledger.tile').select('hashes').where('level', '=', level).where('index', '=', BigInt(index)).executeTakeFirst()
    if (!tile || tile.hashes.length < width * 32) throw notFound('ledger.no_such_tile')
    return tile.hashes.subarray(0, width * 32)
  }
  const first = BigInt(index) * BigInt(WIDTH)
  const entries = await db.selectFrom('ledger.entry').select('commitment')
    .where('leaf_index', '>=', first).where('leaf_index', '<', first + BigInt(width)).orderBy('leaf_index').execute()
  if (entries.length < width) throw notFound('ledger.no_such_tile')
  return encodeBundle(entries.map(({ commitment }) => commitment))
}

/** What the public page shows: how large the log is, what is in it by kind, and the keys to check it with. 公开页 */
export async function publicLog(deed: Deed): Promise<PublicLog> {
  const db = ledger(deed.tx)
  const head = await readHead(deed)
  const kinds = await db.selectFrom('ledger.tally').selectAll().orderBy('kind').limit(1000).execute()
  const hours = await db.selectFrom('ledger.checkpoint').select(['hour', 'size']).orderBy('hour', 'desc').limit(48).execute()
  const { rows: [waiting] } = await sql<{ waiting: bigint }>`select count(*) as waiting from (select from ledger.entry where leaf_index is null limit 10000) pending`.execute(db)
  const [ed25519, sm2] = signers()
  return {
    origin: ed25519.name, size: Number(head.size), root: head.root.toString('base64'), checkpointAt: head.at.toISOString(), waiting: Number(waiting!.waiting),
    verifierKeys: { ed25519: ed25519.verifierKey, sm2: sm2.verifierKey },
    kinds: kinds.map(({ kind, leaves, purged }) => ({ kind, leaves: Number(leaves), purged: Number(purged) })),
    hours: hours.map(({ hour, size }) => ({ hour: hour.toISOString(), size: Number(size) })),
  }
}

/** The last checkpoint of an hour that is over, for auditors who were away. */
export async function checkpointOfHour(deed: Deed, hour: Date): Promise<string> {
  if (Number.isNaN(hour.getTime())) throw notFound('ledger.no_checkpoint_yet') // a leap second is an instant to the schema, not to Date
  const found = await ledger(deed.tx).selectFrom('ledger.checkpoint').select('note').where('hour', '=', hour).executeTakeFirst()
  if (!found) throw notFound('ledger.no_checkpoint_yet')
  return found.note
}

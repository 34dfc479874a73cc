import type { TextRow } from '#systems/transfer'

/** A long value that an update did not touch, and that PostgreSQL therefore does not send. */
export const SAME = Symbol('unchanged')
export type Tuple = readonly (string | null | typeof SAME)[]
export type Relation = Readonly<{ oid: number; schema: string; table: string; names: readonly string[]; /** As TableColumn.shape. */ shape: readonly string[] }>
export type Message = Readonly<
  | { kind: 'begin'; /** Where the commit's record begins. */ at: bigint; committedAt: Date }
  | { kind: 'commit'; /** Where it ends: from here the next begins. */ end: bigint }
  | { kind: 'relation'; relation: Relation }
  | { kind: 'insert'; oid: number; row: Tuple }
  | { kind: 'update'; oid: number; /** The row before, whole or its key alone. */ old: Tuple | null; oldIsWhole: boolean; row: Tuple }
  | { kind: 'delete'; oid: number; old: Tuple }
  | { kind: 'truncate'; oids: readonly number[] }
  | { kind: 'other' }
>

/** From 2000-01-01, PostgreSQL's own beginning of time. */
const EPOCH = 946_684_800_000

/** One message of pgoutput, protocol version 1, columns as text. Its form is in the PostgreSQL manual under "Logical Replication Message Formats". 逻辑解码报文 */
export function readMessage(bytes: Buffer): Message {
  let at = 1
  const int16 = () => { at += 2; return bytes.readInt16BE(at - 2) }
  const int32 = () => { at += 4; return bytes.readInt32BE(at - 4) }
  const oid = () => { at += 4; return bytes.readUInt32BE(at - 4) }
  const int64 = () => { at += 8; return bytes.readBigUInt64BE(at - 8) }
  const text = () => {
    const end = bytes.indexOf(0, at)
    const found = bytes.toString('utf8', at, end)
    at = end + 1
    return found
  }
  const byte = () => String.fromCharCode(bytes[at++]!)
  const tuple = (): Tuple => Array.from({ length: int16() }, () => {
    const kind = byte()
    if (kind === 'n') return null
    if (kind === 'u') return SAME
    if (kind !== 't') throw new Error(`pgoutput: a column of kind '${kind}'`)
    const length = int32()
    at += length
    return bytes.toString('utf8', at - length, at)
  })
  const kind = String.fromCharCode(bytes[0]!)
  switch (kind) {
    case 'B': return { kind: 'begin', at: int64(), committedAt: new Date(EPOCH + Number(int64() / 1000n)) }
    case 'C': {
      at += 9 // flags, and where the commit begins
      return { kind: 'commit', end: int64() }
    }
    case 'R': {
      const [relation, schema, table] = [oid(), text(), text()]
      at += 1 // the replica identity
      const columns = Array.from({ length: int16() }, () => {
        at += 1 // whether it is part of the key
        const name = text()
        return { name, shape: `${name}:${oid()}:${int32()}` }
      })
      return { kind: 'relation', relation: { oid: relation, schema: schema || 'pg_catalog', table, names: columns.map(({ name }) => name), shape: columns.map(({ shape }) => shape) } }
    }
    case 'I': {
      const relation = oid()
      at += 1 // N
      return { kind: 'insert', oid: relation, row: tuple() }
    }
    case 'U': {
      const relation = oid()
      const form = byte() // K key, O whole row, N no row before
      const old = form === 'N' ? null : tuple()
      if (old) at += 1 // N
      return { kind: 'update', oid: relation, old, oldIsWhole: form === 'O', row: tuple() }
    }
    case 'D': {
      const relation = oid()
      at += 1 // K or O
      return { kind: 'delete', oid: relation, old: tuple() }
    }
    case 'T': {
      const count = int32()
      at += 1 // options
      return { kind: 'truncate', oids: Array.from({ length: count }, oid) }
    }
    case 'O': case 'Y': case 'M': return { kind: 'other' } // origin, type, message: nothing of a row
    default: throw new Error(`pgoutput: a message of kind '${kind}'`)
  }
}

/** A row with what the update did not touch taken from before it; null where that is not known. */
export function whole(row: Tuple, old: Tuple | null): TextRow | null {
  const filled = row.map((cell, at) => (cell === SAME ? (old?.[at] ?? SAME) : cell))
  return filled.includes(SAME) ? null : (filled as TextRow)
}

export const lsnText = (lsn: bigint): string => `${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffff_ffffn).toString(16).toUpperCase()}`
export const lsnOf = (text: string): bigint => {
  const [high, low] = text.split('/') as [string, string]
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}

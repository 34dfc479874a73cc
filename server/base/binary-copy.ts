/** COPY in PostgreSQL's binary form: values as bytes, where text would be escaped on one side and read again on the other. 二进制批量复制 */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const END = Buffer.from([0xff, 0xff])
const PIECE = 500
export type Field = Uint8Array | null

/** Rows for `copy … from stdin (format binary)`, told by their places: each field as its type sends it. A function makes the fields of some hundreds of rows at once. */
export function* binaryRows(places: Uint32Array, fieldsOf: (some: Uint32Array) => readonly (readonly Field[])[]): Generator<Buffer> {
  yield SIGNATURE
  for (let at = 0; at < places.length; at += PIECE) yield packed(fieldsOf(places.subarray(at, at + PIECE)))
  yield END
}

function packed(rows: readonly (readonly Field[])[]): Buffer {
  const out = Buffer.allocUnsafe(rows.reduce((sum, row) => row.reduce((more, field) => more + 4 + (field?.length ?? 0), sum + 2), 0))
  let at = 0
  for (const row of rows) {
    at = out.writeInt16BE(row.length, at)
    for (const field of row) {
      at = out.writeInt32BE(field?.length ?? -1, at)
      if (field) { out.set(field, at); at += field.length }
    }
  }
  return out
}

/** Where each field of a row begins and ends, two places a field; it begins at -1 where it is null. */
export type Places = Int32Array

/** Takes the pieces of `copy … to stdout (format binary)`, which may tear a row, and tells of each row where its fields lie. */
export function readBinary(fields: number, take: (from: Buffer, places: Places) => void): (piece: Buffer) => void {
  const places = new Int32Array(2 * fields)
  let [left, begun]: [Buffer, boolean] = [Buffer.alloc(0), false]
  return (piece) => {
    left = left.length === 0 ? piece : Buffer.concat([left, piece])
    if (!begun && left.length < SIGNATURE.length) return
    let at = begun ? 0 : SIGNATURE.length
    begun = true
    for (let end = placed(left, at, places); end > 0; end = placed(left, at, places)) {
      take(left, places)
      at = end
    }
    left = left.subarray(at)
  }
}

/** Where the row ends; 0 where it is not whole yet, and where it is the word that there are no more. */
function placed(from: Buffer, start: number, places: Places): number {
  if (start + 2 > from.length || from[start] === 0xff) return 0
  let at = start + 2
  for (let i = 0; i < places.length; i += 2) {
    if (at + 4 > from.length) return 0
    const length = from.readInt32BE(at)
    at += 4
    places[i] = length < 0 ? -1 : at
    at += Math.max(0, length)
    places[i + 1] = at
    if (at > from.length) return 0
  }
  return at
}

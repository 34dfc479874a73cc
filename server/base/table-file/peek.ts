/** The bytes of a file: all of them, or as they come. */
export type Bytes = Uint8Array | AsyncIterable<Uint8Array>
/** The beginning of a file, and then the whole of it, beginning included. */
export type Peeked = Readonly<{ head: Buffer; whole: boolean; all: AsyncIterable<Buffer>; close(): Promise<void> }>

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const PART = 262_144

/** Looks at the first `most` bytes without losing them; closes the source when its reader stops early. */
export async function peek(source: Bytes, most: number): Promise<Peeked> {
  if (source instanceof Uint8Array) {
    const bytes = asBuffer(source)
    return { head: bytes.subarray(0, most), whole: bytes.length <= most, all: partsOf(bytes), close: async () => {} }
  }
  const parts = source[Symbol.asyncIterator]()
  const first: Buffer[] = []
  let [size, whole] = [0, false]
  while (size < most) {
    const next = await parts.next()
    if (next.done) {
      whole = true
      break
    }
    first.push(asBuffer(next.value))
    size += next.value.byteLength
  }
  const head = Buffer.concat(first)
  return { head, whole, all: following(head, parts), close: async () => { await parts.return?.() } }
}

async function* partsOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += PART) yield bytes.subarray(at, at + PART)
}
async function* following(head: Buffer, parts: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    yield* partsOf(head)
    for (let next = await parts.next(); !next.done; next = await parts.next()) yield asBuffer(next.value)
  } finally {
    await parts.return?.()
  }
}

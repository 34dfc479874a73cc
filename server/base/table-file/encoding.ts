/** What a text file may be written in; GBK and GB2312 are read as GB18030, which holds them. 编码 */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/**
 * The encoding of some bytes; undefined while there is only ASCII, which says nothing. A mark at the beginning decides. Then strict UTF-8 is UTF-8.
 * Otherwise characters are weighed against faults: a UTF-8 file with a few broken bytes stays UTF-8, and GB18030 read as UTF-8 is mostly faults.
 */
export function guessEncoding(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  const { good, bad } = weigh(bytes)
  if (good + bad === 0) return undefined
  return bad === 0 || good > bad ? 'utf-8' : 'gb18030'
}

/** How many bytes follow a first byte in UTF-8; 0 where it can be no first byte. */
const following = (byte: number): number => (byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0)

function weigh(bytes: Buffer): { good: number; bad: number } {
  let [good, bad] = [0, 0]
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue
    const more = following(bytes[at]!)
    let taken = 0
    while (taken < more && at + taken + 1 < bytes.length && (bytes[at + taken + 1]! & 0xc0) === 0x80) taken++
    if (more > 0 && taken === more) {
      good += more
      at += more
    } else if (more > 0 && at + taken + 1 === bytes.length) break // cut off by the end of the sample
    else bad++
  }
  return { good, bad }
}

/** Decodes as the bytes come. Broken bytes become U+FFFD, which the reader of rows reports. `decided` hears of the encoding, once, perhaps long after the beginning. */
export async function* decoded(parts: AsyncIterable<Buffer>, encoding: Encoding | undefined, decided: (encoding: Encoding) => void): AsyncGenerator<string> {
  let decoder = encoding && new TextDecoder(encoding)
  let cut: Buffer = Buffer.alloc(0) // the beginning of the first character that is not ASCII
  for await (const part of parts) {
    if (decoder) {
      yield decoder.decode(part, { stream: true })
      continue
    }
    const bytes = cut.length === 0 ? part : Buffer.concat([cut, part])
    const guessed = guessEncoding(bytes)
    if (guessed) {
      decided(guessed)
      decoder = new TextDecoder(guessed)
      yield decoder.decode(bytes, { stream: true })
    } else {
      const ascii = bytes.subarray(0, bytes.length - cutAtEnd(bytes)) // the same in UTF-8 and GB18030
      cut = bytes.subarray(ascii.length)
      yield ascii.toString('latin1')
    }
  }
  yield decoder ? decoder.decode() : new TextDecoder().decode(cut)
}

const cutAtEnd = (bytes: Buffer): number => {
  let count = 0
  while (count < bytes.length && bytes[bytes.length - 1 - count]! >= 0x80) count++
  return count
}

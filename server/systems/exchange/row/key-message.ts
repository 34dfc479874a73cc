import { canonicalJson } from '#base/crypto'
import type { ResourceField } from '../contract.ts'

const [QUOTE, BACKSLASH, A, Z] = [0x22, 0x5c, 0x61, 0x7a]
type Key = Pick<ResourceField, 'field' | 'type'>
/** Where the values of a row's key fields lie in its JSON, two places a field, from `at` on. */
export type KeyPlaces = Readonly<{ text: Buffer; places: Int32Array; at: number }>

/** The bytes of which a sealed row's indexes are made, the same as `blindRow` and `blindKey` make of values, put together from its JSON; each is good until the next is asked for. 索引原文 */
export function keyMessages(code: string, key: readonly Key[]): Readonly<{ ofRow(row: KeyPlaces): Buffer; ofKey(row: KeyPlaces, field: number): Buffer }> {
  const [rowHead, heads] = [Buffer.from(canonicalJson([code]).slice(0, -1)), key.map(({ field }) => Buffer.from(canonicalJson([code, field]).slice(0, -1)))]
  let message = Buffer.allocUnsafe(4096)
  const room = (most: number): void => { if (most > message.length) message = Buffer.allocUnsafe(2 * most) }
  return {
    ofRow({ text, places, at }) {
      let most = rowHead.length + 1
      for (let i = at; i < at + 2 * key.length; i += 2) most += places[i + 1]! - places[i]! + 3
      room(most)
      let end = rowHead.copy(message)
      for (let i = 0; i < key.length; i += 1) {
        message[end++] = 0x2c
        const quote = key[i]!.type === 'boolean' // in an index truth is a text
        if (quote) message[end++] = QUOTE
        end += text.copy(message, end, places[at + 2 * i]!, places[at + 2 * i + 1]!)
        if (quote) message[end++] = QUOTE
      }
      message[end++] = 0x5d
      return message.subarray(0, end)
    },
    ofKey({ text, places, at }, field) {
      const [start, last] = [places[at + 2 * field]!, places[at + 2 * field + 1]!]
      room(heads[field]!.length + 3 * (last - start) + 16)
      let end = heads[field]!.copy(message)
      message[end++] = 0x2c
      const bare = text[start] !== QUOTE
      if (bare) message[end++] = QUOTE
      for (let i = start; i < last; i += 1) {
        const byte = text[i]!
        if (byte > 0x7e || byte === BACKSLASH) return Buffer.concat([heads[field]!, Buffer.from(`,${JSON.stringify((JSON.parse(text.toString('utf8', start, last)) as string).toUpperCase())}]`)])
        message[end++] = byte >= A && byte <= Z ? byte - 32 : byte
      }
      if (bare) message[end++] = QUOTE
      message[end++] = 0x5d
      return message.subarray(0, end)
    },
  }
}

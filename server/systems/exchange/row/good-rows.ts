import type { Places } from '#base/binary-copy'
import { keys } from '#base/keys'
import type { ResourceField } from '../contract.ts'
import type { Row } from './grant-in-force.ts'
import { keyMessages } from './key-message.ts'
import { rowJson } from './row-json.ts'

const [DIGEST, INDEX] = [32, 64] // a row's index, and beside it the index of what it says, of which eight bytes count
const PLACES = 2 ** 21

/** Two rows of one key: the one that counts not, and the line of the one that does. */
export type Repeated = Readonly<{ line: number; first: number }>
/** The good rows of a chunk, each by the place at which it came, in a few long arrays: as objects, tens of thousands at once are a quarter of the work. 一批好行 */
export type GoodRows = Readonly<{
  /** Takes the values of a row that the database judged; they lie from the field `first` on. */
  add(line: number, from: Buffer, places: Places): void
  /** How many came. */
  count(): number
  /** Once all are there: the places of those that count, in the order of their digests, so that two landings wait for each other and do not block; and the others, whose keys came twice. */
  settled(lastCounts: boolean): Readonly<{ good: Uint32Array; repeated: readonly Repeated[] }>
  /** Data keys that are live: the first of them writes. */
  live: number
  digest(place: number, live?: number): Buffer
  content(place: number, live?: number): Buffer
  text(place: number): Buffer
  values(place: number): Row
  /** The indexes of its key fields. */
  keysOf(place: number): Buffer[]
}>

export function goodRows(code: string, fields: readonly ResourceField[], key: readonly ResourceField[], { first, most }: { first: number; most: number }): GoodRows {
  const [ofRow, ofContent, [ofKey]] = [keys().blinders('exchange.row'), keys().blinders('exchange.row_content'), keys().blinders('exchange.row_key')]
  const [json, messages, live] = [rowJson(fields, first), keyMessages(code, key), ofRow.length]
  const keyAt = key.map((one) => 2 * fields.indexOf(one))
  const [lines, ends, keyPlaces, digests] = [new Float64Array(most), new Int32Array(most + 1), new Int32Array(most * 2 * key.length), Buffer.allocUnsafe(most * live * INDEX)]
  let [text, count] = [Buffer.allocUnsafe(most * 256), 0]
  const indexAt = (place: number, of: number): number => (place * live + of) * INDEX
  const keyed = (place: number) => ({ text, places: keyPlaces, at: place * 2 * key.length })
  const rows: GoodRows = {
    live,
    add(line, from, places) {
      const [place, begin, room] = [count, ends[count]!, json.room(places)]
      if (begin + room > text.length) text = Buffer.concat([text, Buffer.allocUnsafe(text.length + room)])
      const end = json.write(text, begin, from, places)
      for (let i = 0; i < key.length; i += 1) {
        keyPlaces[(place * key.length + i) * 2] = json.values[keyAt[i]!]!
        keyPlaces[(place * key.length + i) * 2 + 1] = json.values[keyAt[i]! + 1]!
      }
      const message = messages.ofRow(keyed(place))
      for (let of = 0; of < live; of += 1) {
        ofRow[of]!.into(message, 0, message.length, digests, indexAt(place, of))
        ofContent[of]!.into(text, begin, end, digests, indexAt(place, of) + DIGEST)
      }
      lines[place] = line
      ends[place + 1] = end
      count += 1
    },
    count: () => count,
    settled(lastCounts) {
      const sorted = Float64Array.from({ length: count }, (_, place) => digests.readUInt32BE(indexAt(place, 0)) * PLACES + place).sort()
      const [good, repeated]: [Uint32Array, Repeated[]] = [new Uint32Array(count), []]
      let [kept, run] = [0, 0] // `run`: where those begin whose first four bytes are these
      for (const [at, one] of sorted.entries()) {
        const place = one % PLACES
        if (at === 0 || Math.floor(one / PLACES) !== Math.floor(sorted[at - 1]! / PLACES)) run = kept
        let same = run
        while (same < kept && rows.digest(good[same]!).compare(rows.digest(place)) !== 0) same += 1
        if (same === kept) good[kept++] = place
        else {
          const before = good[same]!
          if (lastCounts === lines[place]! > lines[before]!) good[same] = place
          repeated.push({ line: lines[good[same] === place ? before : place]!, first: same })
        }
      }
      return { good: good.subarray(0, kept), repeated: repeated.map(({ line, first }) => ({ line, first: lines[good[first]!]! })) }
    },
    digest: (place, of = 0) => digests.subarray(indexAt(place, of), indexAt(place, of) + DIGEST),
    content: (place, of = 0) => digests.subarray(indexAt(place, of) + DIGEST, indexAt(place, of) + DIGEST + 8),
    text: (place) => text.subarray(ends[place], ends[place + 1]),
    values: (place) => JSON.parse(text.toString('utf8', ends[place], ends[place + 1])) as Row,
    keysOf: (place) => key.map((_, field) => ofKey!.of(messages.ofKey(keyed(place), field))),
  }
  return rows
}

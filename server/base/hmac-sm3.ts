/** HMAC-SM3 (GB/T 32905, GB/T 15852.2) of short messages under one key, of which the state after its block is kept. node's createHmac makes a context for each call, which takes
 *  three times as long as the hashing of what an index or a row is made from; the tests hold the one against the other. No table, no branch by what is hashed. */
export type Mac = Readonly<{
  of(message: Uint8Array | string): Buffer
  /** Of a part of what lies there, written to a place of 32 bytes. */
  into(from: Uint8Array, start: number, end: number, out: Uint8Array, place: number): void
}>

const BLOCK = 64
const BEGIN = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
const ROUND = Int32Array.from({ length: 64 }, (_, at) => rotated(at < 16 ? 0x79cc4519 : 0x7a879d8a, at % 32))
const words = new Int32Array(68)

/** One block into the state. */
function compress(state: Int32Array, from: Uint8Array, start: number): void {
  for (let j = 0, at = start; j < 16; j += 1, at += 4) words[j] = (from[at]! << 24) | (from[at + 1]! << 16) | (from[at + 2]! << 8) | from[at + 3]!
  for (let j = 16; j < 68; j += 1) {
    const word = words[j - 16]! ^ words[j - 9]! ^ rotated(words[j - 3]!, 15)
    words[j] = word ^ rotated(word, 15) ^ rotated(word, 23) ^ rotated(words[j - 13]!, 7) ^ words[j - 6]!
  }
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!, e = state[4]!, f = state[5]!, g = state[6]!, h = state[7]!
  for (let j = 0; j < 64; j += 1) {
    const turned = rotated(a, 12), sum = rotated((turned + e + ROUND[j]!) | 0, 7), word = words[j]!
    const one = ((j < 16 ? a ^ b ^ c : (a & (b | c)) | (b & c)) + d + (sum ^ turned) + (word ^ words[j + 4]!)) | 0
    const two = ((j < 16 ? e ^ f ^ g : g ^ (e & (f ^ g))) + h + sum + word) | 0
    d = c
    c = rotated(b, 9)
    b = a
    a = one
    h = g
    g = rotated(f, 19)
    f = e
    e = two ^ rotated(two, 9) ^ rotated(two, 17)
  }
  state[0]! ^= a; state[1]! ^= b; state[2]! ^= c; state[3]! ^= d; state[4]! ^= e; state[5]! ^= f; state[6]! ^= g; state[7]! ^= h
}

const state = new Int32Array(8)
const rest = new Uint8Array(2 * BLOCK)
const outer = new Uint8Array(BLOCK)
outer[32] = 0x80
outer[62] = (8 * (BLOCK + 32)) >> 8
outer[63] = (8 * (BLOCK + 32)) & 0xff

/** The words of the state as bytes. */
function write(out: Uint8Array, place: number): void {
  for (let j = 0, at = place; j < 8; j += 1, at += 4) {
    const word = state[j]!
    out[at] = word >>> 24
    out[at + 1] = word >>> 16
    out[at + 2] = word >>> 8
    out[at + 3] = word
  }
}

const text = Buffer.allocUnsafe(4096)
/** What lies in `text` is hashed before anything else is written there. */
const bytesOf = (message: string): Uint8Array => (message.length * 3 > text.length ? Buffer.from(message) : text.subarray(0, text.write(message)))

function padded(key: Uint8Array, pad: number): Int32Array {
  const made = Int32Array.from(BEGIN)
  compress(made, Uint8Array.from({ length: BLOCK }, (_, at) => (key[at] ?? 0) ^ pad), 0)
  return made
}

export function macSm3(key: Uint8Array): Mac {
  if (key.length > BLOCK) throw new Error('keys are of 64 bytes at most')
  const [inside, outside] = [padded(key, 0x36), padded(key, 0x5c)]
  const into: Mac['into'] = (from, start, end, out, place) => {
    state.set(inside)
    let at = start
    for (; end - at >= BLOCK; at += BLOCK) compress(state, from, at)
    const left = end - at
    const last = left < BLOCK - 8 ? BLOCK : 2 * BLOCK
    rest.fill(0, left, last)
    for (let i = 0; i < left; i += 1) rest[i] = from[at + i]!
    rest[left] = 0x80
    const length = BLOCK + end - start // in bits it would not fit into a word
    rest[last - 5] = length >>> 29
    rest[last - 4] = length >>> 21
    rest[last - 3] = length >>> 13
    rest[last - 2] = length >>> 5
    rest[last - 1] = length << 3
    for (let i = 0; i < last; i += BLOCK) compress(state, rest, i)
    write(outer, 0)
    state.set(outside)
    compress(state, outer, 0)
    write(out, place)
  }
  return {
    into,
    of(message) {
      const from = typeof message === 'string' ? bytesOf(message) : message
      const digest = Buffer.allocUnsafe(32)
      into(from, 0, from.length, digest, 0)
      return digest
    },
  }
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const values = new Int8Array(128).fill(-1)
for (let at = 0; at < letters.length; at += 1) values[letters.charCodeAt(at)] = at

/** Bytes as the 45 signs that a QR code holds in its alphanumeric mode (RFC 9285). */
export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    const number = pair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!
    text += letters[number % 45]! + letters[Math.floor(number / 45) % 45]!
    if (pair) text += letters[Math.floor(number / 2025)]!
  }
  return text
}

/** The bytes of a base45 text from a place on; null where it is none: a foreign sign, a lone sign at the end, a group beyond 65535, a pair beyond 255. */
export function fromBase45(text: string, from = 0): Uint8Array<ArrayBuffer> | null {
  const rest = (text.length - from) % 3
  if (rest === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length - from) / 3) * 2 + (rest === 2 ? 1 : 0))
  const whole = text.length - rest
  let to = 0
  let at = from
  for (; at < whole; at += 3) {
    const a = valueAt(text, at), b = valueAt(text, at + 1), c = valueAt(text, at + 2)
    const number = a + 45 * b + 2025 * c
    if ((a | b | c) < 0 || number > 65_535) return null
    bytes[to] = number >> 8
    bytes[to + 1] = number & 255
    to += 2
  }
  if (rest === 0) return bytes
  const a = valueAt(text, at), b = valueAt(text, at + 1)
  if ((a | b) < 0 || a + 45 * b > 255) return null
  bytes[to] = a + 45 * b
  return bytes
}

const valueAt = (text: string, at: number): number => values[text.charCodeAt(at)] ?? -1

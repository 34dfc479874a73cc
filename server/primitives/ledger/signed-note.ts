import { createHash } from 'node:crypto'

/** C2SP signed-note: a text, an empty line, and one line a signature. */
export type Signature = Readonly<{ name: string; id: Buffer; bytes: Buffer }>
export type Verifier = Readonly<{ name: string; id: Buffer; verify(text: string, signature: Buffer): boolean }>
export type Signer = Verifier & Readonly<{ verifierKey: string; sign(text: string): Buffer }>

const NAME = /^[^\s+\p{Z}]{1,200}$/u

/** The short id of a key: the first four bytes of SHA-256(name, newline, type, public key). */
export function keyId(name: string, type: Buffer, publicKey: Buffer): Buffer {
  if (!NAME.test(name)) throw new Error('the name of a key may hold no space and no plus')
  return createHash('sha256').update(`${name}\n`).update(type).update(publicKey).digest().subarray(0, 4)
}

export const verifierKey = (name: string, type: Buffer, publicKey: Buffer): string =>
  `${name}+${keyId(name, type, publicKey).toString('hex')}+${Buffer.concat([type, publicKey]).toString('base64')}`

export function writeNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n')) throw new Error('the text of a note ends with a newline')
  const lines = signers.map((signer) => `— ${signer.name} ${Buffer.concat([signer.id, signer.sign(text)]).toString('base64')}\n`)
  return `${text}\n${lines.join('')}`
}

/** Splits a note; null when it is none. */
export function readNote(note: string): { text: string; signatures: Signature[] } | null {
  const cut = note.lastIndexOf('\n\n')
  // oxlint-disable-next-line no-control-regex
  if (cut < 0 || !note.endsWith('\n') || note.length > 100_000 || /[\x00-\x09\x0b-\x1f]/.test(note)) return null
  const signatures: Signature[] = []
  for (const line of note.slice(cut + 2, -1).split('\n')) {
    const found = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line)
    const bytes = Buffer.from(found?.[2] ?? '', 'base64')
    if (!found || !NAME.test(found[1]!) || bytes.length < 5 || bytes.toString('base64') !== found[2]) return null
    signatures.push({ name: found[1]!, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) })
  }
  return { text: note.slice(0, cut + 1), signatures }
}

/** The text of a note when at least one known key signed it and no known key's signature is wrong; otherwise null. Unknown signatures are passed over. */
export function openNote(note: string, known: readonly Verifier[]): { text: string; signedBy: Verifier[] } | null {
  const read = readNote(note)
  if (!read) return null
  const signedBy: Verifier[] = []
  for (const signature of read.signatures) {
    const key = known.find((one) => one.name === signature.name && one.id.equals(signature.id))
    if (!key) continue
    if (!key.verify(read.text, signature.bytes)) return null
    signedBy.push(key)
  }
  return signedBy.length > 0 ? { text: read.text, signedBy } : null
}

import { base64Of, bytesOf, hexOf, type Bytes } from './climb.ts'

export type Signature = Readonly<{ name: string, id: string, bytes: Bytes }>
export type Note = Readonly<{ text: string, signatures: Signature[] }>
/** What a checkpoint says: whose log, how many records, and the root hash over all of them. */
export type Checkpoint = Readonly<{ origin: string, size: number, root: Bytes }>

/** Base64 in its one proper spelling; null otherwise. */
const strict = (base64: string): Bytes | null => {
  try { const bytes = bytesOf(base64); return base64Of(bytes) === base64 ? bytes : null } catch { return null }
}

/** Splits a C2SP signed note into its text and its signatures; null when it is none (签名文书). */
export const readNote = (note: string): Note | null => {
  const cut = note.lastIndexOf('\n\n')
  if (cut < 0 || !note.endsWith('\n')) return null
  const signatures = note.slice(cut + 2, -1).split('\n').map((line): Signature | null => {
    const [, name, words] = /^— (\S+) (\S+)$/u.exec(line) ?? []
    const bytes = words === undefined ? null : strict(words)
    return name === undefined || bytes === null || bytes.length < 5 ? null : { name, id: hexOf(bytes.slice(0, 4)), bytes: bytes.slice(4) }
  })
  return signatures.includes(null) ? null : { text: note.slice(0, cut + 1), signatures: signatures.filter(one => one !== null) }
}

/** The first three lines of the text (检查点). */
export const readCheckpoint = (text: string): Checkpoint | null => {
  const [, origin, size, words] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(text) ?? []
  const root = words === undefined ? null : strict(words)
  return origin === undefined || root === null || !Number.isSafeInteger(Number(size)) ? null : { origin, size: Number(size), root }
}

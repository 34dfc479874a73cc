/** C2SP tlog-checkpoint: origin, size and root hash, a line each; lines after them are passed over. */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Buffer }>

export const writeCheckpoint = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${root.toString('base64')}\n`

export function readCheckpoint(text: string): Checkpoint | null {
  const found = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(text)
  if (!found || !Number.isSafeInteger(Number(found[2]))) return null
  const root = Buffer.from(found[3]!, 'base64')
  return root.toString('base64') === found[3] ? { origin: found[1]!, size: Number(found[2]), root } : null
}

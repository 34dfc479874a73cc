import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { ZipFile } from 'yazl'

export type ZipPart = Readonly<{ path: string; bytes: Buffer }>

/** Packs parts into one ZIP: the same parts give the same bytes. What is packed already, as pictures and PDFs are, is only laid in. 打包 */
export function packZip(parts: readonly ZipPart[], at: Date): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { path, bytes } of parts) zip.addBuffer(bytes, path, { mtime: at, forceDosTimestamp: true, mode: 0o100644, compress: !/\.(?:pdf|jpe?g|png|webp)$/.test(path) })
  zip.end()
  return buffer(zip.outputStream)
}

const MOST_NAMES = 10_000
/** The names in a ZIP; throws where it is none. */
export async function zipNames(bytes: Buffer): Promise<string[]> {
  const zip = await fromBufferPromise(bytes)
  if (zip.entryCount > MOST_NAMES) throw new Error('too many entries')
  const names: string[] = []
  for await (const { fileName } of zip.eachEntry()) names.push(fileName)
  return names
}

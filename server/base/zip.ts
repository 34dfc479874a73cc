import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

export type ZipPart = Readonly<{ path: string; bytes: Buffer }>

/** Packs parts into one ZIP: the same parts give the same bytes. What is packed already, as pictures and PDFs are, is only laid in. 打包 */
export function packZip(parts: readonly ZipPart[], at: Date): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { path, bytes } of parts) zip.addBuffer(bytes, path, { mtime: at, forceDosTimestamp: true, mode: 0o100644, compress: !/\.(?:pdf|jpe?g|png|webp)$/.test(path) })
  zip.end()
  return buffer(zip.outputStream)
}

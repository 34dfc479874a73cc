import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl'
import { invalid } from '../errors.ts'
import type { Bytes, Peeked } from './peek.ts'
import { xmlTags, type TagReader } from './xml-tags.ts'

export type Archive = Readonly<{ has(name: string): boolean; parts(name: string, most: number): AsyncGenerator<Buffer>; readXml(name: string, most: number, reader: TagReader): Promise<void>; close(): void }>

const MOST_ENTRIES = 10_000

/** Opens a zip: in memory where its bytes are there, else from a file that has no name any more, so that nothing is left behind however the process ends. */
export async function openArchive(source: Bytes, peeked: Peeked, mostBytes: number): Promise<Archive> {
  const zip = await (source instanceof Uint8Array ? fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), { autoClose: false }) : fromSpooled(peeked.all, mostBytes)).catch(asRefusal)
  const entries = new Map<string, Entry>()
  try {
    if (zip.entryCount > MOST_ENTRIES) throw invalid('base.too_large')
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  } catch (error) {
    zip.close()
    return asRefusal(error)
  }
  const parts = async function* (name: string, most: number): AsyncGenerator<Buffer> {
    const entry = entries.get(name.toLowerCase())
    if (!entry || entry.isEncrypted()) throw invalid('base.not_a_workbook')
    if (entry.uncompressedSize > most) throw invalid('base.too_large') // yauzl ends a stream that grows beyond what its entry says
    const stream: Readable = await zip.openReadStreamPromise(entry).catch(asRefusal)
    try {
      // what a reader of these parts throws comes back by return(), not through here: this catches only what zip and inflate say
      for await (const part of stream) yield part as Buffer
    } catch (error) {
      asRefusal(error)
    } finally {
      stream.destroy()
    }
  }
  return {
    has: (name) => entries.has(name.toLowerCase()),
    parts,
    async readXml(name, most, reader) {
      const xml = xmlTags(reader)
      for await (const part of parts(name, most)) xml.write(part)
      xml.end()
    },
    close: () => zip.close(),
  }
}

/** yauzl and zlib say in their own words what is wrong with a zip; to the reader all of it is one thing. */
function asRefusal(error: unknown): never {
  if (error instanceof Error && !('status' in error)) throw invalid('base.not_a_workbook')
  throw error
}

async function fromSpooled(bytes: AsyncIterable<Buffer>, most: number): Promise<ZipFile> {
  const folder = await mkdtemp(join(tmpdir(), 'haihe-table-'))
  try {
    const path = join(folder, 'table.xlsx')
    await pipeline(limited(bytes, most), createWriteStream(path, { mode: 0o600 }))
    return await openPromise(path, { autoClose: false })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function* limited(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const part of bytes) {
    if ((size += part.length) > most) throw invalid('base.too_large')
    yield part
  }
}

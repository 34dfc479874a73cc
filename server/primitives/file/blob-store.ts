import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes on this machine's disk, each under the SHA-256 of what lies there: <folder>/<aa>/<sha256>. No name from outside ever becomes a path. */
export type BlobStore = Readonly<{
  /** Durable when it returns. */
  put(bytes: Buffer): Promise<string>
  get(sha256: string): Promise<Buffer>
  remove(sha256: string): Promise<void>
  /** Everything that was last written before an instant, folder by folder. */
  writtenBefore(instant: Date): AsyncGenerator<string[]>
}>

export function openBlobStore(folder: string): BlobStore {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not the name of a blob')
    return join(folder, sha256.slice(0, 2), sha256)
  }
  const flush = async (path: string): Promise<void> => { const held = await open(path, 'r'); try { await held.sync() } finally { await held.close() } }
  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      const parent = join(path, '..')
      const made = await mkdir(parent, { recursive: true, mode: 0o700 })
      const draft = `${path}.${randomUUID()}`
      await writeFile(draft, bytes, { mode: 0o600, flag: 'wx', flush: true })
      await rename(draft, path)
      await flush(parent)
      if (made) await flush(folder)
      return sha256
    },
    async get(sha256) {
      const bytes = await readFile(pathOf(sha256))
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`blob ${sha256} was changed on disk`)
      return bytes
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    async *writtenBefore(instant) {
      const folders = (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name))
      for (const name of folders) {
        const old: string[] = []
        for (const file of await readdir(join(folder, name))) {
          const path = join(folder, name, file)
          const found = await stat(path).catch(() => null)
          if (!found || found.mtime >= instant) continue
          if (/^[0-9a-f]{64}$/.test(file)) old.push(file)
          else await rm(path, { force: true }) // a draft whose writer died
        }
        yield old
      }
    },
  }
}

/*
 * The embedded PostgreSQL: a real server out of npm, for development, tests and small cities. 内嵌数据库
 *
 *   const database = await startEmbedded({ data: 'data', purpose: 'city' })
 *   database.ownerUrl   migrations and partitions (owns everything; in a test cluster it may also create databases)
 *   database.appUrl     what the server uses (owns nothing, no BYPASSRLS)
 *   database.superUrl   the cluster's superuser; only tools and the test kit may want it
 *   database.announce('http://127.0.0.1:8080')   what a second start on the same folder will be told
 *   await database.stop()      keeps the data; `discard()` instead removes all of it
 *
 * purpose 'test' switches fsync off (twice as fast, worthless after a power cut); `durable: true` keeps it on for tests that kill things.
 * The folder is held for as long as this process lives (see folder-lock.ts): a second start throws FolderTaken, whose message names the first.
 * When this process dies in any way, kill -9 included, the database shuts down by itself (see watch in postmaster.ts).
 */
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { accountFor } from './embedded/account.ts'
import { findBinaries, foreignBinaries } from './embedded/binaries.ts'
import { openCluster } from './embedded/cluster.ts'
import { holdFolder } from './embedded/folder-lock.ts'
import { startPostmaster } from './embedded/postmaster.ts'
import { makeRoles } from './embedded/roles.ts'

export { FolderTaken, holdFolder } from './embedded/folder-lock.ts'

export type Embedded = {
  ownerUrl: string
  appUrl: string
  superUrl: string
  port: number
  /** Where the cluster really lies: below `data`, or in /var/lib/haihe when the database's account cannot reach `data`. */
  cluster: string
  announce(address: string): void
  stop(): Promise<void>
  /** Stops, and removes the data folder and the cluster, wherever it lies: for what was made only for one run. */
  discard(): Promise<void>
}

export type EmbeddedOptions = {
  data: string
  purpose: 'city' | 'test'
  durable?: boolean
  flags?: readonly string[]
  /** Another PostgreSQL's programs instead of those from npm: a folder with bin/postgres, such as /usr/lib/postgresql/15. */
  programs?: string
  say?: (line: string) => void
}

/** Starts the embedded database of a data folder, making it when it is not there yet. */
export async function startEmbedded({ data, purpose, durable = purpose === 'city', flags = [], programs, say = () => {} }: EmbeddedOptions): Promise<Embedded> {
  const folder = resolve(data)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const hold = await holdFolder(folder)
  try {
    const binaries = programs ? foreignBinaries(programs) : findBinaries(accountFor(), say)
    const cluster = await openCluster({ folder, binaries, durable, say })
    const postmaster = await startPostmaster({ cluster, binaries, durable, purpose, flags, say })
    try {
      await makeRoles(cluster, postmaster.port, purpose)
    } catch (error) {
      await postmaster.stop()
      throw error
    }
    const url = (role: 'super' | 'owner' | 'app', database = 'haihe') =>
      `postgres://${role === 'super' ? 'postgres' : `haihe_${role}`}:${cluster.secrets[role]}@127.0.0.1:${postmaster.port}/${database}`
    const stop = async () => {
      await postmaster.stop()
      await hold.release()
    }
    return {
      ownerUrl: url('owner'),
      appUrl: url('app'),
      superUrl: url('super', 'postgres'),
      port: postmaster.port,
      cluster: cluster.path,
      announce: hold.announce,
      stop,
      discard: async () => {
        await stop()
        rmSync(folder, { recursive: true, force: true })
        if (!cluster.path.startsWith(folder)) rmSync(dirname(cluster.path), { recursive: true, force: true })
      },
    }
  } catch (error) {
    await hold.release()
    throw error
  }
}

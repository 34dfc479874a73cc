import { chmodSync, globSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#base/embedded'

declare module 'vitest' {
  export interface ProvidedContext { cluster: { superUrl: string; ownerUrl: string; appUrl: string; folder: string } }
}

/** One embedded cluster for a whole run of the tests; it dies with the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(inMemory() ?? tmpdir(), 'haihe-test-'))
  chmodSync(folder, 0o711) // as root the database runs under an account of its own, which must pass through
  const cluster = await startEmbedded({ data: folder, purpose: 'test', programs: programsHere(project.config.env.HAIHE_TEST_POSTGRES) })
  project.provide('cluster', { superUrl: cluster.superUrl, ownerUrl: cluster.ownerUrl, appUrl: cluster.appUrl, folder })
  return async () => {
    await cluster.discard()
  }
}

/** The PostgreSQL that Debian brings, on which the journeys run too: HAIHE_TEST_POSTGRES=debian runs on it alone, both on each. */
export function programsHere(which = process.env.HAIHE_TEST_POSTGRES): string | undefined {
  if (which !== 'debian') return undefined
  const found = globSync('/usr/lib/postgresql/*').filter((path) => Number(path.split('/').at(-1)) >= 15).toSorted().at(0)
  if (!found) throw new Error('no PostgreSQL 15 or newer below /usr/lib/postgresql; npm test installs one')
  return found
}

/** A copy of the template is a thousand files: memory makes them several times faster than a disk. Only where there is plenty of it. */
export function inMemory(): string | null {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 6 * 1024 ** 3 ? '/dev/shm' : null
  } catch { return null }
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#base/embedded'

declare module 'vitest' {
  export interface ProvidedContext { cluster: { superUrl: string; ownerUrl: string; appUrl: string; folder: string } }
}

/** One embedded cluster for a whole run of the tests; it dies with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-test-'))
  const cluster = await startEmbedded({ data: folder, purpose: 'test' })
  project.provide('cluster', { superUrl: cluster.superUrl, ownerUrl: cluster.ownerUrl, appUrl: cluster.appUrl, folder })
  return async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

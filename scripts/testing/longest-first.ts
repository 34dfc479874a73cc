import { statSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What is begun first: what takes longest alone, so that no worker idles at the end. What needs no prepared city stands before many that do,
 * so that one worker prepares it while the other has something else to do; a new system waits until the types of the server are known; another PostgreSQL is gone through at a stretch, since a worker serves one.
 */
const first = [/^scripts\/start\./, /^debian /, /^test\/faults\/kill\./, /^scripts\/new-system\./, /^test\/fuzz\//, /^test\/browser\//, /^test\//]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const root = `${this.ctx.config.root}/`
    const known = new Map(files.map((file) => {
      const at = first.findIndex((one) => one.test(`${file.project.name === 'debian' ? 'debian ' : ''}${file.moduleId.replace(root, '')}`))
      return [file, { rank: at === -1 ? first.length : at, bytes: statSync(file.moduleId).size }]
    }))
    return files.toSorted((a, b) => known.get(a)!.rank - known.get(b)!.rank || known.get(b)!.bytes - known.get(a)!.bytes)
  }
}

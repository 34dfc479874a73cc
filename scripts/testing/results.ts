import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

type Assertion = { status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled'; fullName: string }
type FileResult = { name: string; status: 'passed' | 'failed'; message?: string; assertionResults: Assertion[] }

export type Count = { passed: number; failed: number; skipped: number; files: { path: string; seconds: number }[]; faults: string[] }

/** Reads what vitest and our reporter wrote. A file that did not load counts as one failure; a skipped test too, unless it waits for a reference folder that is not there. */
export function readResults(root: string, file: string, times: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, files: [], faults: [`${relative(root, file)} was not written: the test run broke off`] }
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as { testResults: FileResult[] }
  const seconds = existsSync(times) ? (JSON.parse(readFileSync(times, 'utf8')) as Record<string, number>) : {}
  const count: Count = { passed: 0, failed: 0, skipped: 0, files: [], faults: [] }
  for (const result of testResults) {
    const path = relative(root, result.name)
    if (count.files.every((one) => one.path !== path)) count.files.push({ path, seconds: seconds[result.name] ?? 0 })
    const failed = result.assertionResults.filter(({ status }) => status === 'failed')
    const skipped = result.assertionResults.filter(({ status }) => status !== 'failed' && status !== 'passed')
    count.passed += result.assertionResults.length - failed.length - skipped.length
    count.failed += failed.length
    count.faults.push(...failed.map(({ fullName }) => `${path}: ${fullName}`))
    if (result.status === 'failed' && failed.length === 0) {
      count.failed += 1
      count.faults.push(`${path}: ${result.message?.split('\n')[0] || 'failed outside its tests'}`)
    }
    if (skipped.length > 0 && !maySkip(root, result.name)) {
      count.failed += skipped.length
      count.faults.push(...skipped.map(({ fullName }) => `${path}: skipped, which only tests of a missing ../shared/reference may be: ${fullName}`))
    } else {
      count.skipped += skipped.length
    }
  }
  return count
}

const maySkip = (root: string, file: string) => !existsSync(join(root, '../shared/reference')) && readFileSync(file, 'utf8').includes('shared/reference')

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** The standalone script over a delivered file and the receipt beside it. */
export function verifyReceipt(file: string, key: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../../scripts/verify-receipt.mjs'), `${file}.receipt.json`, file, '--key', key], { encoding: 'utf8' })
  return { code: status, said: stdout + stderr }
}

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { keys, useKeys } from '#base/keys'

/** Keys of a test's own: the data keys of the run, without those that other cities of the run have made to sign and seal with. To be called once a city is open; gives back what ends it. */
export function ownKeys(): () => void {
  const before = keys().folder
  const folder = mkdtempSync(join(tmpdir(), 'haihe-keys-'))
  cpSync(before, folder, { recursive: true, preserveTimestamps: true, filter: (path) => !/^(credential|seal)-/.test(basename(path)) })
  useKeys(folder)
  return () => { useKeys(before); rmSync(folder, { recursive: true, force: true }) }
}

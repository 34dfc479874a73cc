import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { keys, useKeys } from '#base/keys'

export type OwnKeys = Readonly<{
  folder: string
  /** Reads the folder again, as a process does that starts now. */
  openAnew(): void
  end(): void
}>

/** Keys of a test's own: the data keys of the run, without those that other cities of the run have made to sign and seal with. To be called once a city is open; what is added there no other test sees. */
export function ownKeys(): OwnKeys {
  const before = keys().folder
  const folder = mkdtempSync(join(tmpdir(), 'haihe-keys-'))
  cpSync(before, folder, { recursive: true, preserveTimestamps: true, filter: (path) => !/^(credential|seal)-/.test(basename(path)) })
  useKeys(folder)
  return {
    folder,
    openAnew() { useKeys(before); useKeys(folder) }, // the keys of a folder that are open stay open
    end() { useKeys(before); rmSync(folder, { recursive: true, force: true }) },
  }
}

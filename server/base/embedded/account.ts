import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'

/** Whom the database runs as; empty = as ourselves. PostgreSQL refuses to run as root. */
export type Account = { uid?: number; gid?: number }

/** As root: whoever owns the cluster already, else `nobody`. Otherwise ourselves. */
export function accountFor(cluster?: string): Account {
  if (process.getuid?.() !== 0) return {}
  const owner = cluster ? statSync(cluster, { throwIfNoEntry: false }) : undefined
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Whether the account can pass through every folder down to this one. Asked of the kernel, since modes alone do not tell (ACLs, mounts). */
export const canReach = (account: Account, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0

/** Whether the account can run this program where it lies. */
export const canRun = (account: Account, program: string): boolean =>
  spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0

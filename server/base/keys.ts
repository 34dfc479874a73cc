import { openKeys, type Keys } from './crypto.ts'

let opened: Keys | undefined

/** The process's keys; opened once at boot, since sealing is not a matter of one deed. */
export const keys = (): Keys => {
  if (!opened) throw new Error('keys are not open yet')
  return opened
}
export const useKeys = (folder: string): Keys => (opened = opened?.folder === folder ? opened : openKeys(folder))

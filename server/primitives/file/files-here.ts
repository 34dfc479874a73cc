import { openBlobStore, type BlobStore } from './blob-store.ts'
import { standardLimits, type FileLimits } from './limits.ts'

type Here = Readonly<{ store: BlobStore; limits: FileLimits }>
let opened: Here | undefined

/** Where this process keeps pictures, and what it takes; said once at boot. 文件存放处 */
export const useFiles = (folder: string, limits: Partial<FileLimits> = {}): void => {
  opened = { store: openBlobStore(folder), limits: { ...standardLimits, ...limits } }
}
export const filesHere = (): Here => {
  if (!opened) throw new Error('no folder for files was named yet')
  return opened
}

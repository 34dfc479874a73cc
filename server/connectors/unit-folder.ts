import { mkdir, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { SourceStopped } from '#base/source-stopped'
import type { SourceAddress } from '#systems/transfer'

/** `transport/buses`, or `folder:transport/buses`: below the first of its names, which is its unit's, links followed and judged. A unit that has no folder yet gets one where something is put. 本单位文件夹 */
export async function folderOf({ url }: Pick<SourceAddress, 'url'>, root: string, make = false): Promise<string> {
  const below = url.replace(/^folder:/, '').replace(/^\/+/, '')
  const [unit = ''] = below.split('/')
  const refused = (): SourceStopped => new SourceStopped('transfer.source.no_folder', { folder: below })
  if (below === '' || /^\.+$/.test(unit)) throw refused()
  await mkdir(root, { recursive: true })
  if (make) await mkdir(join(root, unit)).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error })
  const [top, folder] = await Promise.all([realpath(root), realpath(join(root, below))]).catch(() => { throw refused() })
  const own = join(top, unit)
  if (folder !== own && !folder.startsWith(own + sep)) throw refused()
  return folder
}

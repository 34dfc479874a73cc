import { Refusal } from '#base/errors'
import type { Connector, SourceAddress } from '../source-port.ts'

/** A grant that is no more in force leaves no half file of a process that died meanwhile; then it is refused as ever. 清除半份文件 */
export async function discardHalf(connector: Connector, address: SourceAddress, refused: unknown): Promise<never> {
  if (refused instanceof Refusal && address.kind === 'folder') {
    const target = await connector.openTarget?.(address).catch(() => undefined) // no folder, no half file
    if (target?.whole && 'sweep' in target.whole) await target.whole.sweep()
    await target?.close()
  }
  throw refused
}

import type { Deed } from '#base/deed'
import type { Kind } from './kind/kind-shape.ts'
import { publishKind } from './kind/publish-kind.ts'

/** A file of the city's folder. 载入类型 */
export async function loadKind(deed: Deed, content: unknown, { path }: { path: string }): Promise<void> {
  await publishKind(deed, content as Kind, 'folder', path)
}

import type { Deed } from '#base/deed'
import { requireDivision } from '#primitives/place'

/** A division named by its code in a filter, as the path that scopes are compared by. */
export async function divisionPathOf(deed: Deed, code: string | undefined): Promise<{ divisionPath?: string }> {
  return code === undefined ? {} : { divisionPath: (await requireDivision(deed, code)).path }
}

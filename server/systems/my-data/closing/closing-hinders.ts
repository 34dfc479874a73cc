import type { Deed } from '#base/deed'
import { contributedOwn } from '#primitives/registry'
import type { OpenThing } from '../contract.ts'
import type { DataSettings } from '../data-settings.ts'

const LOOKED_AT = 50

/** What of one's own is still open: what the city says must be ended first, and what goes on without a login. 未办结的事 */
export async function openThings(deed: Deed, { closing }: DataSettings): Promise<{ stops: OpenThing[]; goesOn: OpenThing[] }> {
  const found: OpenThing[] = []
  for (const { of, page } of contributedOwn())
    for (const { id, number, title, href } of await page(deed, { before: null, open: true, limit: LOOKED_AT })) found.push({ of, id, number, title, href })
  const stopping = ({ of }: OpenThing): boolean => closing.stopped_by.includes(of)
  return { stops: found.filter(stopping), goesOn: found.filter((one) => !stopping(one)) }
}

import type { Deed } from '#base/deed'
import { contributedOwn } from '#primitives/registry'
import type { OpenThing } from '../contract.ts'
import type { DataSettings } from '../data-settings.ts'

const LOOKED_AT = 50

/** What of one's own is still open: what the city says must be ended first, and what goes on without a login. 未办结的事 */
export async function openThings(deed: Deed, { closing }: DataSettings): Promise<{ stops: OpenThing[]; goesOn: OpenThing[] }> {
  const found: (OpenThing & { stops: boolean })[] = []
  for (const { of, page } of contributedOwn())
    for (const { id, number, title, href } of await page(deed, { before: null, open: true, limit: LOOKED_AT })) found.push({ of, id, number, title, href, stops: closing.stopped_by.includes(of) })
  const said = (stops: boolean): OpenThing[] => found.filter((one) => one.stops === stops).map(({ stops: _, ...one }) => one)
  return { stops: said(true), goesOn: said(false) }
}

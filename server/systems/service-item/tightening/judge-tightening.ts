import { longerSpan } from '../item/longer-span.ts'
import { depths, type Fee, type ItemSaid, type Span, type TighteningSaid } from '../item/item-said.ts'

export type LooseField = Readonly<{ field: keyof TighteningSaid; code: string; value: string }>

/** What a district says that would be worse for people than what stands above it, by field. `law` holds where nothing is promised. 只可更优 */
export function judgeTightening(above: ItemSaid, said: TighteningSaid, law: Span | null): LooseField[] {
  const faults: LooseField[] = []
  const no = (field: keyof TighteningSaid, code: string, value = ''): void => void faults.push({ field, code, value })
  const promised = above.promise ?? law
  if (said.promise && promised && longerSpan(said.promise, promised)) no('promise', 'longer', said.promise === 'at_once' ? '' : String(said.promise.amount))
  if (said.fee && said.fee !== 'free' && dearer(said.fee, above.fee)) no('fee', 'dearer', String(said.fee.amount))
  if (said.fee && said.fee !== 'free' && said.fee.amount > 0 && !said.fee.pay.includes('cash')) no('fee', 'no_cash')
  for (const name of said.without ?? []) if (!above.materials?.some((one) => one.name === name)) no('without', 'not_asked', name)
  if (said.depth && depths.indexOf(said.depth) < depths.indexOf(above.depth ?? 'consult')) no('depth', 'shallower', said.depth)
  if (said.visits !== undefined && said.visits > (above.visits ?? 1)) no('visits', 'more', String(said.visits))
  for (const way of said.ways ? (above.ways ?? ['hall']) : []) if (!said.ways!.includes(way)) no('ways', 'missing', way)
  return faults
}

const dearer = (fee: Fee, above: Fee | undefined): boolean => fee.amount > (above?.amount ?? 0)

/** The item with what a division does better. What the city has tightened beyond it since stays as the city says. */
export function tightened(above: ItemSaid, said: TighteningSaid, law: Span | null): ItemSaid {
  const loose = new Set(judgeTightening(above, said, law).map(({ field }) => field))
  const takes = (field: keyof TighteningSaid): boolean => said[field] !== undefined && (field === 'without' || !loose.has(field))
  const { fee: charged, ...free } = above
  const paid = !takes('fee') ? (charged ? { fee: charged } : {}) : said.fee === 'free' ? {} : { fee: said.fee as Fee }
  return {
    ...free, ...paid,
    ...(takes('promise') ? { promise: said.promise! } : {}), ...(takes('depth') ? { depth: said.depth! } : {}), ...(takes('visits') ? { visits: said.visits! } : {}),
    ...(takes('ways') ? { ways: said.ways! } : {}), ...(said.halls ? { halls: [...said.halls, ...(above.halls ?? [])] } : {}),
    ...(takes('without') && above.materials ? { materials: above.materials.filter(({ name }) => !said.without!.includes(name)) } : {}),
  }
}

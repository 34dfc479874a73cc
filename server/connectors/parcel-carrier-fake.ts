import { randomInt } from 'node:crypto'
import type { Carrier, Sending, Status, Word } from '#systems/delivery'

export type FakeCarrier = Carrier & Readonly<{
  /** What it was told. */
  orders: readonly Sending[]
  cancelled: readonly string[]
  /** It does not answer until it is mended. */
  cut(off: boolean): void
  /** Something happened to a parcel; it is told when it is asked, and returned so that a test may call it in. */
  happen(tracking: string, status: Status, at: Date, place?: string): Word
}>
type Options = Readonly<{
  kind: 'post' | 'locker'
  /** For a demonstration: parcels go on by themselves, a stage each so many minutes; without it a test says what happens. */
  everyMinutes?: number
  clock?: () => Date
}>

const road: readonly Readonly<{ status: Status; place: string }>[] = [{ status: 'moving', place: '已收寄' }, { status: 'moving', place: '处理中心' }, { status: 'arrived', place: '投递网点' }, { status: 'received', place: '本人签收' }]

/** A carrier that carries nothing: it gives numbers, and boxes where it is cabinets, and says what a test or the passing of time makes it say. Whoever fetches from its cabinets does so by the signed call. 承运商（模拟） */
export function parcelCarrierFake({ kind, everyMinutes, clock = () => new Date() }: Options): FakeCarrier {
  const [orders, cancelled, words, given] = [[] as Sending[], [] as string[], [] as Word[], new Map<string, Readonly<{ tracking: string; box: string | null; at: Date }>>()]
  let off = false
  const answering = (): void => { if (off) throw new Error('the carrier does not answer') }
  const byItself = (tracking: string): Word[] => {
    const one = [...given.values()].find((order) => order.tracking === tracking)
    if (everyMinutes === undefined || kind !== 'post' || !one) return []
    return road.map((stage, place) => ({ ...stage, id: `${tracking}.${place}`, tracking, at: new Date(one.at.getTime() + (place + 1) * everyMinutes * 60_000) })).filter(({ at }) => at <= clock())
  }
  return {
    secret: `fake-${kind}`, orders, cancelled,
    cut: (now) => { off = now },
    happen(tracking, status, at, place) {
      const word: Word = { id: `${tracking}.${words.length}`, tracking, status, at, place: place ?? null }
      words.push(word)
      return word
    },
    async order(sending) {
      answering()
      const known = given.get(sending.id) ?? { tracking: kind === 'post' ? `EX${String(randomInt(1_000_000_000)).padStart(9, '0')}CN` : `BOX-${String(randomInt(1_000_000_000)).padStart(9, '0')}`, box: kind === 'post' ? null : `${'ABCD'[given.size % 4]!}${String((given.size % 12) + 1).padStart(2, '0')}`, at: clock() }
      if (!given.has(sending.id)) { given.set(sending.id, known); orders.push(sending) }
      return { tracking: known.tracking, box: known.box }
    },
    async cancel(tracking) { answering(); cancelled.push(tracking) },
    async ask(trackings) { answering(); return [...words.filter(({ tracking }) => trackings.includes(tracking)), ...trackings.flatMap(byItself)] },
  }
}

/** What a carrier or a cabinet says of a parcel: on its way, at the place where it is handed over, in the box, with the person, on its way back, lost. */
export type Status = 'moving' | 'arrived' | 'at_locker' | 'received' | 'returned' | 'lost'
/** `id` is the carrier's own: however often it comes, it is one word. */
export type Word = Readonly<{ id: string; tracking: string; status: Status; at: Date; place: string | null }>
/** `id` is the same on every attempt. A cabinet is told no name and no address. */
export type Sending = Readonly<{ id: string; from: string; to: Readonly<{ name: string; phone: string; address: string }> | null; cabinet: string | null }>

/** The post, or cabinets: both give a number, tell where the parcel is, and can be asked. `secret`: what their calls are signed with. 承运商接口 */
export type Carrier = Readonly<{
  secret: string
  order(sending: Sending): Promise<Readonly<{ tracking: string; box: string | null }>>
  cancel(tracking: string): Promise<void>
  ask(trackings: readonly string[]): Promise<readonly Word[]>
}>
export type CarrierCode = 'post' | 'locker'

let given: Readonly<Record<CarrierCode, Carrier | null>> = { post: null, locker: null }
/** Called by main.ts once; without a connector to the post clerks type numbers and what became of them, without one to cabinets none is offered. */
export const useCarriers = (carriers: Readonly<Record<CarrierCode, Carrier | null>>): void => { given = carriers }
export const carrierHere = (code: CarrierCode): Carrier | null => given[code]

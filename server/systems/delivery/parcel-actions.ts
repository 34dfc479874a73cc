/** What code calls by name; whose each step is, and how long each state lasts, is for the kind to say. */
export const KIND = 'parcel'
export const choose = 'delivery.choice.make'
export const chooseAtCounter = 'delivery.choice.make_at_counter'
export const [readParcels, pack, readLeaks, readAllLeaks] = ['delivery.parcel.read', 'delivery.parcel.pack', 'delivery.leak.read', 'delivery.leak.read_all']
export const permissions: readonly string[] = [choose, chooseAtCounter, readParcels, pack, readLeaks, readAllLeaks]

/** Steps of the unit that sends; which of them a way knows. */
export const deskActions = {
  community: ['pack', 'dispatch', 'receive', 'return', 'lose', 'reissue'],
  post: ['pack', 'dispatch', 'receive', 'return', 'lose', 'reissue'],
  locker: ['pack', 'load', 'receive', 'return', 'lose', 'reissue'],
} as const
export const actions: readonly string[] = ['order', 'pack', 'unpack', 'dispatch', 'load', 'move', 'arrive', 'receive', 'return', 'expire', 'lose', 'reissue', 'cancel']
export const states: readonly string[] = ['ordered', 'packed', 'dispatched', 'moving', 'arrived', 'at_locker', 'lost']
/** Until then the person may choose otherwise. */
export const beforeDispatch: ReadonlySet<string> = new Set(['ordered', 'packed'])

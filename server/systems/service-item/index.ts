export { findItem, itemInForce, itemOfVersion, type ItemInForce } from './item/item-in-force.ts'
export { clocksOf, type ItemClocks } from './item/item-clocks.ts'
export { itemNames } from './item/item-names.ts'
export type { ItemSaid, Material, Span } from './item/item-said.ts'

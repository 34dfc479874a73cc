export { discoveryOf } from './discovery.ts'

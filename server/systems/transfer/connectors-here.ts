import type { Connectors } from './source-port.ts'

let given: Connectors = {}
/** Called by main.ts once, with the connectors of this city. 连接器 */
export const useConnectors = (connectors: Connectors): void => {
  given = connectors
}
export const connectorsHere = (): Connectors => given

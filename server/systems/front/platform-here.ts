import type { ExistingExchange } from './existing-exchange-port.ts'

let given: ExistingExchange | null = null
/** Called by main.ts once; a city that had no exchange before has none. 既有共享平台 */
export const useExistingExchange = (platform: ExistingExchange | null): void => { given = platform }
export const platformHere = (): ExistingExchange | null => given

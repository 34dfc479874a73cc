import { Refusal } from '../../base/api/refusal.ts'
import { text } from '../../base/texts/texts.ts'

/** The shared words for no network speak of handing something in; here something is fetched (没取到). */
export const toldError = (error: unknown): unknown => isOffline(error) ? new Refusal(0, { code: 'offline', title: text('ledger.offline') }) : error

export const isOffline = (error: unknown): boolean => error instanceof Refusal && error.code === 'offline'

import { keys } from '#base/keys'
import type { ExchangeTables } from '../tables.ts'
import type { Row } from './grant-in-force.ts'

/** The values of a row, in whichever form it lies: sealed where its entry has personal data, plain where it has none. 取行值 */
export const openRow = ({ sealed, plain }: Pick<ExchangeTables['exchange.row'], 'sealed' | 'plain'>): Row => (sealed === null ? plain! : JSON.parse(keys().open('exchange.row', sealed).toString()) as Row)

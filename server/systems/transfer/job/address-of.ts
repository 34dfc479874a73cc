import { keys } from '#base/keys'
import type { SourceAddress } from '../source-port.ts'
import type { TransferTables } from '../tables.ts'

type Job = TransferTables['transfer.job']

/** How a job's source or target is reached; its secret is opened here for the connector and nowhere else. 连接地址 */
export const addressOf = ({ id, kind, url, table_name: table, mode, secret }: Job): SourceAddress =>
  ({ kind, url, table, mode, job: id, secret: secret === null ? null : keys().open('transfer.secret', secret).toString() })

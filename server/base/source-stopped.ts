/** A source 数据源 that cannot be gone on with without a person: its replication slot is gone, its table, a column. `code` is a text for the reader (`transfer.source.slot_lost`), `facts` fill it. 数据源停止 */
export class SourceStopped extends Error {
  readonly code: string
  readonly facts: Readonly<Record<string, string | number>>
  constructor(code: string, facts: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}

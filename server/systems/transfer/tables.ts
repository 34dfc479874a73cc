import { tables } from '#base/database'
import type { SourceColumn } from './source-port.ts'

export type RunState = 'waiting' | 'running' | 'paused' | 'quarantined' | 'stopped' | 'differs' | 'done'
export type Drift = Readonly<{ extra: readonly SourceColumn[]; missing: readonly string[]; retyped: readonly Readonly<{ name: string; was: string; is: string }>[]; columns: readonly SourceColumn[] }>
export type Sum = Readonly<{ rows: number; content: string }>

export type TransferTables = {
  /** What was committed in each step of a run 批次, with the position in the same transaction. */
  'transfer.chunk': {
    /** The run. */
    run_id: string
    /** From 1. */
    number: number
    /** Rows, or changes, that it brought. */
    rows: number
    /** Bytes. */
    bytes: bigint
    /** Rows that met the contract. */
    good: number
    /** Rows that did not. */
    rejected: number
    /** From where it goes on. */
    position: string | null
    /** When. */
    at: Date
  }
  /** What is moved again and again 汇聚任务: rows of a source into an entry of its own unit, or what a grant gives into a table of the unit that has it. */
  'transfer.job': {
    /** UUIDv7, made by whoever set it up. */
    id: string
    /** in: from a source into the exchange; out: under a grant into a target. */
    way: 'in' | 'out'
    /** Whose source or target it is. */
    unit_id: string
    /** The entry of the catalogue. */
    resource_code: string
    /** Of one that goes out: under which grant. */
    grant_id: string | null
    /** As the unit calls it. */
    name: string
    /** Which connector. */
    kind: 'postgres' | 'mariadb' | 'http' | 'folder'
    /** Where; without a password. */
    url: string
    /** Table, pattern of files, or path of the API; of one that goes out, the file's name or the path of the receiver. */
    table_name: string
    /** Password or key, sealed; shown to nobody again. */
    secret: Buffer | null
    /** full 全量, incremental 增量, capture 变更捕获. */
    mode: 'full' | 'incremental' | 'capture'
    /** How often it runs by itself; null = by hand. */
    every_minutes: number | null
    /** When it runs by itself next; null = not before somebody says so. */
    next_at: Date | null
    /** Columns of the source by field, where they bear another name. */
    mapping: Readonly<Record<string, string>>
    /** The columns of the source as somebody accepted them, with their types; null = not looked at yet. */
    columns: readonly SourceColumn[] | null
    /** From where changes go on 断点; null = the next run is a whole copy. */
    position: string | null
    /** active; ending: what is kept at the source for it is still to be forgotten; ended. */
    state: 'active' | 'ending' | 'ended'
    /** Counts from 1; every change makes it one more. */
    version: number
    /** When it was set up. */
    created_at: Date
    /** Kind and id of who set it up. */
    created_by: string
  }
  /** What a source keeps for a job 源端积压: the log that a replication slot holds back, whether the job runs or not. */
  'transfer.kept': {
    /** The job. */
    job_id: string
    /** How much. */
    bytes: bigint
    /** From where on it is let go. */
    most: bigint
    /** When that was asked. */
    looked_at: Date
    /** When its unit was told that half of it is used; null = it is below. */
    alarmed_at: Date | null
  }
  /** Rows that a job put into its target 已写入目标库的行: only these does it ever remove there. Of deliveries before the last that was compared none are kept. */
  'transfer.put_chunk': {
    /** The job. */
    job_id: string
    /** Whose job it is; seen by no other. */
    unit_id: string
    /** The delivery. */
    delivery_id: string
    /** Its chunk. */
    number: number
    /** The keys of its rows, a line each, sealed: a key may be a person's number. */
    sealed: Buffer
  }
  /** Cells that did not meet the contract 不合格数据: the first ten thousand of a run. */
  'transfer.reject': {
    /** The run. */
    run_id: string
    /** Which row of the run, from 1. */
    line: bigint
    /** The field, by its name in the catalogue. */
    column_name: string
    /** What is wrong: a text of the reader's language. */
    code: string
    /** What was sent: its beginning, masked where it is personal. */
    value: string
  }
  /** One going of a job 运行: goes on from its last committed chunk whoever takes it up, and ends with a comparison of both sides. */
  'transfer.run': {
    /** UUIDv7; the landing in the exchange bears it too. */
    id: string
    /** The job. */
    job_id: string
    /** waiting, running, paused; quarantined: the source's columns are not those of the contract, and somebody decides; stopped: somebody must look; differs: both sides were compared and are not the same; done. */
    state: RunState
    /** A whole copy, or changes since the job's position; null = not begun. */
    whole: boolean | null
    /** Of the entry: the contract by which it is judged. */
    version: number | null
    /** Of a whole copy: after the last committed chunk. */
    position: string | null
    /** Of a whole copy: from where changes go on when it is finished. */
    mark: string | null
    /** Of one that goes out: the delivery whose chunks these are. */
    delivery_id: string | null
    /** About how many rows there are; null = not known. */
    estimate: bigint | null
    /** How many rows the exchange had when it began. */
    before: bigint | null
    /** Chunks committed. */
    chunks: number
    /** Rows, or changes, that the source sent. */
    rows: bigint
    /** Bytes that it sent. */
    bytes: bigint
    /** Rows that met the contract. */
    good: bigint
    /** Rows written because they were new or different. */
    changed: bigint
    /** Rows removed. */
    removed: bigint
    /** Rows that did not meet the contract. */
    rejected: bigint
    /** Sum of what the good rows say, modulo 2^64. */
    content: string
    /** When somebody, or its time, asked for it. */
    asked_at: Date
    /** Kind and id of who asked. */
    asked_by: string
    /** When it was first taken up. */
    started_at: Date | null
    /** When the last chunk was committed. */
    moved_at: Date | null
    /** When it was over. */
    ended_at: Date | null
    /** Not taken up before. */
    next_at: Date
    /** The process that has it. */
    holder: string | null
    /** Counts who took it up: a holder of an earlier number can commit nothing more. */
    fence: number
    /** When it may be taken from its holder. */
    lease_until: Date | null
    /** Somebody asked for a pause. */
    pause: boolean
    /** How often the source was out of reach since the last chunk. */
    tries: number
    /** Why it waits or stopped: a key of a text. */
    reason: string | null
    /** What fills that text. */
    facts: Readonly<Record<string, string | number>> | null
    /** What differs from the contract: extra, missing and retyped columns, and the columns as they are now. */
    drift: Drift | null
    /** Rows and sums of both sides at its end. */
    compared: Readonly<{ sent: Sum; there: Sum }> | null
    /** Fields whose values look more personal than the catalogue says. */
    proposals: unknown
    /** The leaf of the comparison. */
    entry_id: string | null
  }
  /** Rows that a job told a receiver 已告知接收方的行: it cannot be read, so that what a later delivery gives no more is told by these keys. */
  'transfer.told_key': {
    /** The job. */
    job_id: string
    /** Whose job it is; seen by no other. */
    unit_id: string
    /** Blind index of the row's keys. */
    digest: Buffer
    /** The keys, sealed: a key may be a person's number. */
    sealed: Buffer
  }
}

export const transfer = tables<TransferTables>()

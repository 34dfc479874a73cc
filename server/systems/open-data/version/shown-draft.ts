import type { Draft } from '../contract.ts'
import type { VersionTable } from '../dataset/require-dataset.ts'

/** A draft as its unit sees it; others see where rows were rejected and not what stood there. */
export const shownDraft = (row: VersionTable, own: boolean): Draft => ({
  id: row.id, fileName: row.file_name, format: row.format, encoding: row.encoding, bytes: Number(row.bytes), sha256: row.sha256.toString('hex'), rows: row.rows, kept: row.kept, blankRows: row.blank_rows, rejected: row.rejected, faults: own ? row.faults : row.faults.map((one) => ({ ...one, value: '' })), columns: row.columns, leftOut: row.left_out,
  loadedAt: row.loaded_at.toISOString(), acceptedRejects: row.accept_rejects, note: row.note, signedBy: row.signed_by, signedAt: row.signed_at?.toISOString() ?? null,
})

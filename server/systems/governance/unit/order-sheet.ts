import type { Column } from '#base/spreadsheet'

export type OrderField = 'number' | 'version' | 'action' | 'words' | 'role' | 'state' | 'item' | 'division' | 'place' | 'reported' | 'urgent' | 'stateDue' | 'due' | 'evidence' | 'photos'

/** A unit's open matters as its clerk works through them in Excel: two columns to fill, the others to read. 单位工单表 */
export const orderColumns: readonly Column<OrderField>[] = [
  { field: 'number', heading: '编号', width: 18, required: true }, { field: 'item', heading: '事项', width: 22 }, { field: 'action', heading: '办理', width: 12, required: true, toFill: true },
  { field: 'words', heading: '说明或原因', width: 40, required: true, toFill: true }, { field: 'stateDue', heading: '本步时限', width: 17 }, { field: 'due', heading: '总时限', width: 17 }, { field: 'urgent', heading: '紧急', width: 7 },
  { field: 'division', heading: '区划', width: 26 }, { field: 'place', heading: '位置', width: 26 }, { field: 'reported', heading: '反映的情况', width: 60 }, { field: 'role', heading: '主办或协办', width: 11 },
  { field: 'state', heading: '状态', width: 11 }, { field: 'evidence', heading: '照片要求', width: 11 }, { field: 'photos', heading: '已有照片', width: 10 }, { field: 'version', heading: '版本（请勿改动）', width: 17, required: true },
]
/** Rows of one sheet, out and in: a clerk does not work through more at once. */
export const MOST_ORDERS = 5000

/** Steps that two columns can tell: words, and pictures that may come beside them. */
export const fitsSheet = (needs: readonly string[]): boolean => needs.every((need) => ['note', 'reason', 'evidence'].includes(need))

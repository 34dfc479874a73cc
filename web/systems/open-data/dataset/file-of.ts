import type { Format } from '#contracts/open-data'
import { urlOf } from '../../../base/api/api.ts'

/** Where a version lies to be downloaded; the newest unless said (下载地址). */
export const fileOf = (name: string, format: Format, version?: number): string => urlOf(`/open-data/datasets/${name}/files/${format}`, { version })

/** “412 KB”, “1.1 MB” (文件大小). */
export const sizeWords = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const
  const at = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const amount = bytes / 1000 ** at
  return `${at === 0 || amount >= 10 ? Math.round(amount) : Math.round(amount * 10) / 10} ${units[at]}`
}

/** A sheet of Excel has no more rows than this. */
export const SHEET_ROWS = 1_048_575

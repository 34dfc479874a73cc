import type { Column } from '#base/spreadsheet'
import { lineOf, type ItemLine } from './item-line.ts'
import type { Item } from './items.ts'

/** The catalogue as officials fill it in Excel: the columns of the folder's file, under Chinese headings. */
export const itemColumns: readonly Column<keyof ItemLine>[] = [
  { field: 'code', heading: '编码', required: true }, { field: 'register', heading: '部件或事件', required: true }, { field: 'standard', heading: '国标代码' },
  { field: 'class', heading: '大类', required: true, width: 18 }, { field: 'kind', heading: '小类', required: true, width: 18 }, { field: 'name', heading: '名称', required: true, width: 30 },
  { field: 'words', heading: '群众说法', required: true, width: 60 }, { field: 'ends_at', heading: '最低办结层级', required: true }, { field: 'leads', heading: '各层级主责', required: true, width: 40 },
  { field: 'supporting', heading: '协办职责', width: 24 }, { field: 'receive', heading: '签收时限', required: true }, { field: 'handle', heading: '处置时限', required: true },
  { field: 'verify', heading: '核查时限', required: true }, { field: 'urgency', heading: '紧急程度', required: true }, { field: 'evidence', heading: '照片要求', required: true },
  { field: 'public', heading: '是否公开', required: true }, { field: 'near_m', heading: '重复距离（米）', required: true }, { field: 'near_h', heading: '重复时间（小时）', required: true }, { field: 'call', heading: '先打电话' },
]

/** What officials write, and what the catalogue holds. Either is read. */
const words: Partial<Record<keyof ItemLine, Record<string, string>>> = {
  register: { 部件: 'component', 事件: 'event' },
  ends_at: { 网格: 'grid', 社区: 'community', 街镇: 'street', 区: 'district', 市: 'city' },
  urgency: { 一般: 'ordinary', 紧急: 'urgent', 特急: 'emergency' },
  evidence: { 不需要: 'none', 处置前: 'before', 处置后: 'after', 前后都要: 'both' },
  public: { 是: 'yes', 否: 'no' },
}

export const fromSheet = (cells: Readonly<Record<keyof ItemLine, string>>): ItemLine =>
  Object.fromEntries(Object.entries(cells).map(([field, value]) => [field, words[field as keyof ItemLine]?.[value] ?? value])) as ItemLine

/** A code of the catalogue as officials write it. */
export const showWord = (field: keyof ItemLine, value: string): string => Object.entries(words[field] ?? {}).find(([, code]) => code === value)?.[0] ?? value

export const toSheet = (item: Item): ItemLine => {
  const line = lineOf(item)
  return Object.fromEntries(Object.entries(line).map(([field, value]) => [field, showWord(field as keyof ItemLine, value)])) as ItemLine
}

import type { Column } from '#base/spreadsheet'

/** Columns of an entry, the same in each of its rows or written in the first one alone; and columns of its fields, one a row. */
const ofEntry = ['code', 'name', 'summary', 'theme', 'library', 'format', 'share', 'share_condition', 'share_basis', 'modes', 'open', 'cycle', 'classified', 'derived_from', 'derived_reason'] as const
type EntryColumn = (typeof ofEntry)[number]
type FieldColumn = 'field_name' | 'field' | 'type' | 'length' | 'key' | 'required' | 'grade' | 'level' | 'personal' | 'mask' | 'division'
export type CatalogueColumn = EntryColumn | FieldColumn
export const entryColumns: readonly EntryColumn[] = ofEntry

/** The catalogue as officials fill it: the core fields of GB/T 21063 under their Chinese names, one row a field. 目录表 */
export const catalogueColumns: readonly Column<CatalogueColumn>[] = [
  { field: 'code', heading: '信息资源代码', width: 18, toFill: true }, { field: 'name', heading: '信息资源名称', width: 26, required: true, toFill: true }, { field: 'summary', heading: '信息资源摘要', width: 40, required: true, toFill: true }, { field: 'theme', heading: '主题', required: true, toFill: true },
  { field: 'library', heading: '基础库', toFill: true }, { field: 'format', heading: '信息资源格式', required: true, toFill: true }, { field: 'share', heading: '共享类型', required: true, toFill: true }, { field: 'share_condition', heading: '共享条件', width: 30, toFill: true },
  { field: 'share_basis', heading: '共享依据', width: 30, toFill: true }, { field: 'modes', heading: '共享方式', width: 20, required: true, toFill: true }, { field: 'open', heading: '开放属性', required: true, toFill: true }, { field: 'cycle', heading: '更新周期', required: true, toFill: true },
  { field: 'classified', heading: '涉密情况', required: true, toFill: true }, { field: 'derived_from', heading: '来源目录代码', toFill: true }, { field: 'derived_reason', heading: '加工后定级理由', toFill: true },
  { field: 'field_name', heading: '信息项名称', width: 22, required: true, toFill: true }, { field: 'field', heading: '字段名', width: 18, required: true, toFill: true }, { field: 'type', heading: '数据类型', required: true, toFill: true }, { field: 'length', heading: '数据长度', toFill: true },
  { field: 'key', heading: '是否主键', toFill: true }, { field: 'required', heading: '是否必填', toFill: true }, { field: 'grade', heading: '数据分级', required: true, toFill: true }, { field: 'level', heading: '数据级别', toFill: true }, { field: 'personal', heading: '个人信息', toFill: true },
  { field: 'mask', heading: '对方看到', toFill: true }, { field: 'division', heading: '是否区划', toFill: true },
]
export const headingOf = (column: CatalogueColumn): string => catalogueColumns.find(({ field }) => field === column)!.heading

type Words = Readonly<Record<string, string>>
const yesNo: Words = { 是: 'yes', 否: 'no', '': 'no' }
/** What officials write, and what the catalogue holds; the first of several words for one thing is the one that is written out. */
export const words = {
  library: { 人口: 'population', 法人: 'legal_person', 电子证照: 'licence', 空间地理: 'space', 信用: 'credit', '': '' },
  format: { 数据库: 'database', 文件: 'file', 接口: 'api', 电子表格: 'file', 电子文件: 'file' },
  share: { 无条件共享: 'unconditional', 有条件共享: 'conditional', 不予共享: 'forbidden', 无条件: 'unconditional', 有条件: 'conditional' },
  mode: { 逐件查询: 'query', 批量核验: 'batch_check', 分页取数: 'page', 整批交付: 'delivery', 接口: 'query', 查询: 'query', 核验: 'batch_check', 文件: 'delivery', 库表: 'delivery', 交换: 'delivery' },
  open: { 向社会开放: 'open', 有条件开放: 'conditional', 不开放: 'closed', 无条件开放: 'open', 开放: 'open', 不予开放: 'closed' },
  cycle: { 实时: 'realtime', 每日: 'daily', 每周: 'weekly', 每月: 'monthly', 每季度: 'quarterly', 每年: 'yearly', 不再更新: 'once', 每天: 'daily', 季度: 'quarterly', 年: 'yearly', 月: 'monthly', 一次性: 'once' },
  classified: { 不涉密: 'none', 工作秘密: 'work_secret', 国家秘密: 'state_secret', 非涉密: 'none' },
  type: { 字符: 'text', 整数: 'integer', 小数: 'decimal', 日期: 'date', 时间: 'datetime', 是否: 'boolean', 代码: 'code', 字符型: 'text', 文本: 'text', 整数型: 'integer', 数值型: 'decimal', 日期型: 'date', 日期时间型: 'datetime', 布尔型: 'boolean' },
  key: yesNo, required: yesNo, division: yesNo,
  grade: { '1': '1', '2': '2', '3': '3', '4': '4', '1级': '1', '2级': '2', '3级': '3', '4级': '4', 一级: '1', 二级: '2', 三级: '3', 四级: '4' },
  level: { 一般: 'general', 重要: 'important', 核心: 'core', 一般数据: 'general', 重要数据: 'important', 核心数据: 'core', '': 'general' },
  personal: { 证件号: 'identity_number', 姓名: 'name', 电话: 'phone', 住址: 'address', 车牌: 'plate', 银行卡: 'bank_card', 出生日期: 'birth', 健康: 'health', 位置: 'location', 信用代码: 'credit_code', 其他: 'other', 否: '', '': '' },
  mask: { 全给: 'full', 部分遮: 'part', 只比对: 'compare', 不给: 'never', '': 'full' },
} as const satisfies Readonly<Record<string, Words>>
export type Worded = keyof typeof words
/** As officials write it: the first word for it. */
export const wordOf = (of: Worded, value: string): string => Object.entries(words[of] as Words).find(([, code]) => code === value)?.[0] ?? value
/** What a cell means, whatever the width of its signs; undefined = not a word of the list. */
export const meantBy = (of: Worded, cell: string): string | undefined => (words[of] as Words)[cell.normalize('NFKC').replaceAll(/\s/g, '')]
/** The words to choose from, as the sheet offers them. */
export const choicesOf = (of: Worded): string[] => [...new Set(Object.values(words[of] as Words))].map((code) => wordOf(of, code)).filter((word) => word !== '')

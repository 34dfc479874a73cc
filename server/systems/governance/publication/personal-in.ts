/** What must not stand in public words. A person reads them too; this only catches what a tired eye misses. */
const patterns: readonly (readonly [string, RegExp])[] = [
  ['identity_number', /\d{17}[\dXx]/],
  ['phone', /(?<!\d)1[3-9]\d{9}(?!\d)/],
  ['door', /\d+\s*(号楼|栋|幢|单元|门|室)\s*\d*\s*(单元|门|室)?/],
  ['plate', /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}/],
]

/** The first kind of personal detail in a text; null when none is seen. 个人信息检查 */
export const personalIn = (text: string): string | null => patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null

/** The same kinds as data, so that a page marks them while somebody types. */
export const personalKinds: readonly Readonly<{ kind: string; pattern: string }>[] = patterns.map(([kind, { source }]) => ({ kind, pattern: source }))

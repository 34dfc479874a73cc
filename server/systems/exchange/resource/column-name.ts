/** A column's name without what sheets put around it: width, blanks, marks, numbering, and a unit or hint in brackets (１、金额（万元）* → 金额). 列名归一 */
export function columnName(said: string): string {
  const flat = said.normalize('NFKC').toLowerCase()
  const bare = flat.replaceAll(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>/g, '').replace(/^\s*(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[.、．)]\s*/, '')
  const plain = onlySigns(bare)
  return plain === '' ? onlySigns(flat) : plain
}

const onlySigns = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '')

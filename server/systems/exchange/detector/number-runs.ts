/** A number as written: signs without separators in capitals, the length of each group, and the separators between groups. */
export type Run = { start: number, end: number, body: string, groups: number[], separators: string }

const [longest, most] = [20, 6]
/** Words that stand glued before a number and are no part of it: tel13800000000. G and L open a school-roll number, which is an identity number. */
const prefix = /^(?:tel|phone|mobile|mob|cell|id|idcard|card|sfz|sjh|no|[gl](?=\d{17}[0-9x]$))(?=\d)/i

type Token = { start: number, end: number }

function tokensOf(flat: string): Token[] {
  const tokens: Token[] = []
  for (const { 0: word, index } of flat.matchAll(/[0-9A-Za-z]+/g)) {
    const skipped = word.length <= 40 ? (prefix.exec(word)?.[0].length ?? 0) : 0
    tokens.push({ start: index + skipped, end: index + word.length })
  }
  return tokens
}

const separatorAt = (flat: string, end: number, start: number): string | null => {
  const between = flat.slice(end, start)
  return between === ' ' || between === '  ' ? ' ' : between === '-' || between === '.' || between === '·' ? between : between === ')' || between === ') ' || between === ')-' ? ')' : null
}

/** Every run of up to 20 signs that begins and ends at a group's edge: work is bounded by 20 runs a group. 数字串 */
export function* runsOf(flat: string): Generator<Run> {
  const tokens = tokensOf(flat)
  for (let first = 0; first < tokens.length; first++) {
    const { start } = tokens[first]!
    let [body, separators] = ['', '']
    const groups: number[] = []
    for (let last = first; last < tokens.length; last++) {
      const token = tokens[last]!
      if (last > first) {
        const separator = token.start - tokens[last - 1]!.end > 2 ? null : separatorAt(flat, tokens[last - 1]!.end, token.start)
        if (separator === null) break
        separators += separator
      }
      if (body.length + token.end - token.start > longest) break
      body += flat.slice(token.start, token.end).toUpperCase()
      groups.push(token.end - token.start)
      if (groups.length > most && body.length !== 11 && body.length !== 18) continue // written digit by digit
      if (body.length >= 7) yield { start, end: token.end, body, groups: [...groups], separators }
    }
  }
}

/** The same separator everywhere: parts of two numbers that happen to stand together seldom have that. */
export const even = (separators: string): boolean => separators === '' || (separators[0] !== ')' && separators === separators[0]!.repeat(separators.length))

const unit = /^(?:%|元|[万亿](?:[元人户吨次亿]|(?![\u4e00-\u9fff]))|吨|美元|千克|公斤|平方|立方|㎡|米(?![^\s,。;、]{1,2}[,。;\s])|km|千瓦|字节|(?:人次?|[分次件个条辆台票步点户册])(?![\u4e00-\u9fff]))/

/** A run that is a part of something longer: a decimal, a code with letters, a hash, a number with a unit. */
export function isPart(flat: string, { start, end }: { start: number, end: number }): boolean {
  const before = flat.slice(Math.max(0, start - 8), start)
  const after = flat.slice(end, end + 4)
  return /\d\.$|[A-Za-z0-9][-_]$|(?<!\d)\d{1,6}\/$|[¥$€£#*.~第]$/.test(before) || /^(?:\.\d|[-_][0-9A-Za-z]|\*)/.test(after) || unit.test(after)
}

import ts from 'typescript'
import { type Column, type Table, agrees, typeOf } from './columns.ts'

/** Writes the row types of a tables.ts anew from the schema: every table, every column, with its comment. What was written more exactly by hand stays. */
export function withRowTypes(source: string, tables: readonly Table[]): string {
  const file = ts.createSourceFile('tables.ts', source, ts.ScriptTarget.Latest, true)
  const aliases = new Map(file.statements.filter((one) => ts.isTypeAliasDeclaration(one)).map((one) => [one.name.text, one]))
  const all = [...aliases.values()].find((one) => one.name.text.endsWith('Tables') && ts.isTypeLiteralNode(one.type))
  if (!all || !ts.isTypeLiteralNode(all.type)) throw new Error('tables.ts has no type …Tables = { … }')

  const edits: { from: number; to: number; text: string }[] = []
  const literalOf = (type: ts.TypeNode | undefined): ts.TypeLiteralNode | undefined => (type && ts.isTypeLiteralNode(type) ? type : undefined)
  const members = new Map(all.type.members.filter((one) => ts.isPropertySignature(one)).map((one) => [nameOf(one), one]))
  const lines = tables.map((table) => {
    const type = members.get(table.name)?.type
    const alias = type && ts.isTypeReferenceNode(type) ? aliases.get(type.getText(file)) : undefined
    const columns = columnsText(table, literalOf(alias?.type) ?? literalOf(type), file)
    const comment = table.comment ? `  ${docOf(table.comment)}\n` : ''
    if (!alias) return `${comment}  '${table.name}': {\n${columns.replaceAll(/^/gm, '  ')}\n  }`
    edits.push({ from: alias.type.getStart(file), to: alias.type.getEnd(), text: `{\n${columns}\n}` })
    return `${comment}  '${table.name}': ${alias.name.text}`
  })
  edits.push({ from: all.type.getStart(file), to: all.type.getEnd(), text: `{\n${lines.join('\n')}\n}` })

  let text = source
  for (const { from, to, text: more } of edits.toSorted((a, b) => b.from - a.from)) text = text.slice(0, from) + more + text.slice(to)
  return text.includes('Generated<') && !/\bGenerated\b[^<]*from 'kysely'/.test(text) ? `import type { Generated } from 'kysely'\n${text}` : text
}

function columnsText(table: Table, literal: ts.TypeLiteralNode | undefined, file: ts.SourceFile): string {
  const before = new Map(literal?.members.filter((one) => ts.isPropertySignature(one)).map((one) => [nameOf(one), one.type?.getText(file) ?? 'unknown']))
  const typeFor = (column: Column) => {
    const text = before.get(column.name)?.replaceAll(/\s*\n\s*/g, ' ')
    return text !== undefined && agrees(text, column) ? text : typeOf(column)
  }
  return table.columns.map((column) => `${column.comment ? `  ${docOf(column.comment)}\n` : ''}  ${column.name}: ${typeFor(column)}`).join('\n')
}

const nameOf = (member: ts.PropertySignature): string => (ts.isStringLiteral(member.name) || ts.isIdentifier(member.name) ? member.name.text : member.name.getText())
const docOf = (comment: string): string => `/** ${comment.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */`

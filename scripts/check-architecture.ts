/** Fails when a file lies or reaches where DESIGN does not let it. 架构检查 */
import { join } from 'node:path'
import { contentRules } from './architecture/content.ts'
import { importRules, needCycle } from './architecture/imports.ts'
import { measure, shapeRules } from './architecture/shape.ts'
import { type Fault, type Rule, type Tree, readTree } from './architecture/tree.ts'

export const rules: Rule[] = [...importRules, needCycle, ...shapeRules, ...contentRules]

/** All faults of a tree, rule by rule. */
export const faultsOf = (tree: Tree): Fault[] => rules.flatMap((rule) => rule.find(tree).map((fault) => ({ rule: rule.name, ...fault })))

if (import.meta.main) {
  const tree = readTree(process.argv[2] ?? join(import.meta.dirname, '..'))
  const faults = faultsOf(tree)
  for (const { rule, path, says } of faults) process.stderr.write(`${path}: ${says} [${rule}]\n`)
  for (const name of new Set(faults.map(({ rule }) => rule))) process.stderr.write(`  ${name}: ${rules.find((rule) => rule.name === name)!.says}\n`)
  process.stdout.write(`${measure(tree)}\n${rules.length} rules, ${faults.length} faults\n`)
  process.exitCode = faults.length > 0 ? 1 : 0
}

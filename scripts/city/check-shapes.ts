import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { CityFolder, Found } from './city-files.ts'

/** Which schema a file of a city answers to; true = a city cannot do without. */
const kinds: readonly [pattern: RegExp, schema: string, needed: boolean][] = [
  [/^city\.yaml$/, 'city', true],
  [/^divisions\.csv$/, 'divisions', true],
  [/^boundaries\.geojson$/, 'boundaries', true],
  [/^departments\.csv$/, 'departments', true],
  [/^roles\.yaml$/, 'roles', true],
  [/^people\.yaml$/, 'people', true],
  [/^purposes\.yaml$/, 'purposes', true],
  [/^identity-areas\.csv$/, 'identity-areas', true],
  [/^catalogues\/incident-items\.csv$/, 'incident-items', true],
  [/^catalogues\/data-resources\/[a-z0-9-]+\.yaml$/, 'data-resources', true],
  [/^scenarios\/[a-z-]+\.yaml$/, 'scenarios', false],
  [/^catalogues\/negative-list\.yaml$/, 'negative-list', true],
  [/^catalogues\/column-synonyms\.yaml$/, 'column-synonyms', true],
  [/^catalogues\/service-items\/[a-z0-9-]+\.yaml$/, 'service-items', true],
  [/^catalogues\/forms\/[a-z0-9-]+\.yaml$/, 'forms', false],
  [/^catalogues\/legal-clocks\.yaml$/, 'legal-clocks', true],
  [/^catalogues\/service-terms\.yaml$/, 'service-terms', true],
  [/^catalogues\/spoken-words\.yaml$/, 'spoken-words', true],
  [/^catalogues\/halls\.yaml$/, 'halls', true],
  [/^catalogues\/letters\.yaml$/, 'letters', true],
  [/^catalogues\/archive\.yaml$/, 'archive', true],
  [/^catalogues\/department-systems\.yaml$/, 'department-systems', true],
  [/^catalogues\/licence-kinds\.yaml$/, 'licence-kinds', true],
  [/^catalogues\/service-tightenings\.yaml$/, 'service-tightenings', false],
  [/^matter-kinds\/[a-z-]+\.yaml$/, 'matter-kind', true],
  [/^rules\/[a-z-]+\.yaml$/, 'rule-table', true],
  [/^calendar\/[a-z-]+\.yaml$/, 'calendar', true],
  [/^open-data\.yaml$/, 'open-data', true],
  [/^catalogues\/open-data\/[a-z0-9-]+\.yaml$/, 'open-datasets', true],
  [/^knowledge\/[a-z-]+\.yaml$/, 'knowledge', false],
  [/^account\.yaml$/, 'account', true],
  [/^not-taken\.yaml$/, 'not-taken', false],
]
const free = [/^texts\/(zh-CN|en)\.yaml$/, /^README\.md$/]

/** Compiled once a process: that takes longer than all checking. */
const compiled = new Map<string, ValidateFunction>()
function checkBy(path: string): ValidateFunction {
  const known = compiled.get(path)
  if (known) return known
  const check = new Ajv2020({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(path, 'utf8')) as object)
  compiled.set(path, check)
  return check
}

/** Every file reads, has a schema and fits it; no file is missing. 格式检查 */
export function checkShapes(city: CityFolder): Found[] {
  const found: Found[] = []
  for (const [pattern, , needed] of kinds)
    if (needed && ![...city.files.keys()].some((path) => pattern.test(path))) found.push({ path: 'city.yaml', line: 1, says: `a city needs ${pattern.source.replaceAll(/[\\^$]/g, '')}` })
  for (const file of city.files.values()) {
    const schema = schemaOf(city, file.path)
    if (file.unreadable) found.push({ path: file.path, line: 1, says: `cannot be read: ${file.unreadable}` })
    else if (schema === null && !free.some((pattern) => pattern.test(file.path))) found.push({ path: file.path, line: 1, says: 'no schema in cities/schema describes this file' })
    else if (schema) {
      const check = checkBy(join(city.schemas, `${schema}.schema.json`))
      if (!check(file.content))
        for (const { instancePath, message, params } of (check.errors ?? []).slice(0, 20)) {
          const place = instancePath.split('/').slice(1).map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')))
          found.push({ path: file.path, line: file.lineOf(place), says: `${place.join('.')} ${message} ${JSON.stringify(Object.values(params as object)[0] ?? '')}`.trim() })
        }
    }
  }
  return found
}

/** A schema named after the file's folder or name serves kinds that came later. */
function schemaOf(city: CityFolder, path: string): string | null {
  const known = kinds.find(([pattern]) => pattern.test(path))
  if (known) return known[1]
  const guess = (path.includes('/') ? path.split('/')[0]! : path).replace(/\.[a-z]+$/, '')
  return [guess, guess.replace(/s$/, '')].find((name) => existsSync(join(city.schemas, `${name}.schema.json`))) ?? null
}

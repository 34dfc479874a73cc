import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cityNamed, faultsOfCity } from '../check-city.ts'

const county = join(import.meta.dirname, '../../cities/sample-county')

/** The faults of the sample county with one text in one file changed, as 'path:line: says'. */
export function faultsWith(path: string, from: string | RegExp, to: string): string[] {
  const over = mkdtempSync(join(tmpdir(), 'haihe-city-'))
  try {
    const good = readFileSync(join(county, path), 'utf8')
    const text = good.replace(from, to)
    if (text === good) throw new Error(`${path} does not hold ${from}`)
    mkdirSync(dirname(join(over, path)), { recursive: true })
    writeFileSync(join(over, path), text)
    return faultsOfCity(cityNamed('sample-county', over)).map((fault) => `${fault.path}:${fault.line}: ${fault.says}`)
  } finally {
    rmSync(over, { recursive: true })
  }
}
/** The line at which a text of the county first stands. */
export const lineOf = (path: string, text: string): number => readFileSync(join(county, path), 'utf8').split('\n').findIndex((line) => line.includes(text)) + 1

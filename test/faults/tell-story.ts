import { appendFileSync } from 'node:fs'

/** One line a story, with its figures; `npm run soak` names the file and prints it at its end. */
export function tellStory(line: string): void {
  const path = process.env.HAIHE_SOAK
  if (path) appendFileSync(path, `${line}\n`)
}

/** A number as people read it. */
export const figure = (n: number): string => Math.round(n).toLocaleString('en')

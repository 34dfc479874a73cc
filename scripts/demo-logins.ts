import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

type Cast = { people: { name: string; login?: { account: string; note?: string; resident?: boolean } }[] }

/** The members of the demo cast who can log in, as a short table. They do not exist. */
export function demoLogins(cityFolder: string): string {
  const file = join(cityFolder, 'people.yaml')
  if (!existsSync(file)) return ''
  const { people } = parse(readFileSync(file, 'utf8')) as Cast
  const rows = people.flatMap(({ name, login }) => (login ? [[login.account, name, login.note ?? '']] : []))
  const widest = Math.max(...rows.map(([account]) => account!.length))
  return ['Demo logins (nobody here exists). The login page shows password and code of each:', ...rows.map(([account, name, note]) => `  ${account!.padEnd(widest)}  ${name}${'\u3000'.repeat(Math.max(0, 4 - name!.length))}  ${note}`)].join('\n')
}

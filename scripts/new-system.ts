/** `npm run new-system -- lost-property 失物招领`: a small system that runs, with one deed, one page and a test that passes. */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const templates = join(import.meta.dirname, 'new-system')

/** Writes the system's files below a root, lists it in main.ts, and lets the street desk use it. Returns what was written or changed. */
export function newSystem(root: string, name: string, chinese: string, today: string): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new Error(`'${name}': a name is lower-case words with hyphens between them, such as lost-property`)
  if (!/\p{Script=Han}/u.test(chinese)) throw new Error('The second word is the Chinese name, such as 失物招领')
  for (const layer of ['systems', 'primitives']) if (existsSync(join(root, 'server', layer, name))) throw new Error(`server/${layer}/${name} is there already`)

  const pascal = name.split('-').map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
  const words: Record<string, string> = {
    name, chinese, date: today, snake: name.replaceAll('-', '_'), camel: pascal[0]!.toLowerCase() + pascal.slice(1), Pascal: pascal,
    Words: name[0]!.toUpperCase() + name.slice(1).replaceAll('-', ' '),
  }
  const fill = (text: string) => text.replaceAll(/__(\w+?)__/g, (whole, word: string) => words[word] ?? whole)
  const done: string[] = []
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    done.push(path)
  }
  for (const template of globSync('**/*.txt', { cwd: templates })) {
    const [layer, ...rest] = template.split('/')
    put(fill(`${layer}/systems/${name}/${rest.join('/').replace(/\.txt$/, '')}`), fill(readFileSync(join(templates, template), 'utf8')))
  }
  put('server/main.ts', listed(readFileSync(join(root, 'server/main.ts'), 'utf8'), name, words.camel!))
  for (const path of globSync('cities/*/roles.yaml', { cwd: root })) {
    put(path, permitted(readFileSync(join(root, path), 'utf8'), [`${words.snake}.entry.add`, `${words.snake}.entry.read`]))
  }
  return done
}

/** main.ts with one more system. */
function listed(text: string, name: string, variable: string): string {
  const imports = text.lastIndexOf("from './systems/") === -1 ? text.lastIndexOf("from './primitives/order.ts'") : text.lastIndexOf("from './systems/")
  const end = text.indexOf('\n', imports) + 1
  const more = `${text.slice(0, end)}import { system as ${variable} } from './systems/${name}/system.ts'\n${text.slice(end)}`
  const list = /homes: \[([^\]]*)\]/.exec(more)
  if (imports === -1 || !list) throw new Error('server/main.ts has no list `homes: [...]` to add the system to')
  return more.replace(list[0], `homes: [${list[1]!.trim().replace(/,$/, '')}, ${variable}]`)
}

/** roles.yaml in which the street desk holds these permissions too. */
function permitted(text: string, permissions: string[]): string {
  const changed = text.replace(/(- code: street_desk\n(?:[ ]{4}.*\n)*?[ ]{4}permissions: \[)/, `$1${permissions.join(', ')}, `)
  if (changed === text) throw new Error('roles.yaml has no role street_desk with a list of permissions')
  return changed
}

if (import.meta.main) {
  const [name, chinese] = process.argv.slice(2)
  try {
    if (!name || !chinese) throw new Error('Say two names: npm run new-system -- lost-property 失物招领')
    const done = newSystem(join(import.meta.dirname, '..'), name, chinese, new Date().toISOString().slice(0, 10))
    process.stdout.write(`${done.map((path) => `  ${path}`).join('\n')}\n\nNow: npm run docs && npm run check -- ${name}     then read docs/how-to/add-a-system.md\n`)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}

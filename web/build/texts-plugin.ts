import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { Plugin } from 'vite'

type Tree = { [key: string]: string | Tree }
const prefix = 'virtual:texts/'

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A key with dots ('permission: { governance.incident.export: … }') is a path, as it is at the server: a page finds a text by its path only. */
const merge = (into: Tree, from: Tree): Tree => {
  for (const [key, value] of Object.entries(from)) {
    const path = key.split('.')
    const last = path.pop()!
    let at = into
    for (const part of path) at = isTree(at[part]) ? at[part] : at[part] = {}
    const held = at[last]
    at[last] = isTree(value) ? merge(isTree(held) ? held : {}, value) : value
  }
  return into
}

/** Every home's texts under the home's own name; its refusals under refusal.<home>; web/base is called web (文案合并). */
export const mergeTexts = (root: string, lang: string): Tree => {
  const files = globSync([`server/**/texts.${lang}.yaml`, `web/**/texts.${lang}.yaml`], { cwd: root, exclude: (name: string) => /node_modules|dist/.test(name) }).sort()
  return files.reduce<Tree>((all, file) => {
    const { refusal, ...own } = (parse(readFileSync(join(root, file), 'utf8')) ?? {}) as Tree
    const home = dirname(file) === join('web', 'base') ? 'web' : basename(dirname(file)).replaceAll('-', '_')
    merge(all, { [home]: own })
    return isTree(refusal) ? merge(all, { refusal: { [home]: refusal } }) : all
  }, {})
}

/** Serves virtual:texts/<lang> as one module each, so that a reader loads only the own language. */
export const textsPlugin = (root: string): Plugin => ({
  name: 'haihe-texts',
  resolveId: id => id.startsWith(prefix) ? `\0${id}` : null,
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return null
    return `export default ${JSON.stringify(mergeTexts(root, id.slice(prefix.length + 1)))}`
  },
  handleHotUpdate({ file, server }) {
    if (!/texts\.[\w-]+\.yaml$/.test(file)) return
    for (const [id, module] of server.moduleGraph.idToModuleMap) if (id.includes(prefix)) server.moduleGraph.invalidateModule(module)
    server.ws.send({ type: 'full-reload' })
  },
})

import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { Plugin } from 'vite'
import { isTree, sourcesOf, textsOfApp, type Tree } from './texts-of-app.ts'

const prefix = 'virtual:texts/'
const apps = ['resident', 'field'] // the desk has all

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

/** Serves virtual:texts/<app>/<lang> as one module each, so that a reader loads only the own language and the own app's words; the desk names permissions of every home and has all, and so has whoever develops. */
export const textsPlugin = (root: string): Plugin => {
  let built = false
  return {
    name: 'haihe-texts',
    configResolved(config) { built = config.command === 'build' },
    resolveId: id => id.startsWith(prefix) ? `\0${id}` : null,
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      const [app, lang] = id.slice(prefix.length + 1).split('/') as [string, string]
      const all = mergeTexts(root, lang)
      return `export default ${JSON.stringify(built && app !== 'desk' ? textsOfApp(root, app, all) : all)}`
    },
    /** What the bundler reaches from an app is what its words were gathered from: a way of importing that we do not read would leave a page without its words. */
    generateBundle() {
      for (const app of apps) {
        const [read, seen] = [sourcesOf(root, app), new Set<string>()]
        const visit = (id: string): void => {
          if (seen.has(id)) return
          seen.add(id)
          const told = this.getModuleInfo(id)
          const file = id.split('?')[0]!
          if (/\/web\/(apps|base|systems)\/.*\.(ts|vue)$/.test(file) && !read.has(file)) throw new Error(`texts of ${app}: the words of ${file} were not gathered`)
          for (const next of [...told?.importedIds ?? [], ...told?.dynamicallyImportedIds ?? []]) visit(next)
        }
        visit(join(root, 'web', 'apps', app, 'main.ts'))
        if (seen.size < read.size / 2) throw new Error(`texts of ${app}: the bundler does not know its main.ts`)
      }
    },
    handleHotUpdate({ file, server }) {
      if (!/texts\.[\w-]+\.yaml$/.test(file)) return
      for (const [id, module] of server.moduleGraph.idToModuleMap) if (id.includes(prefix)) server.moduleGraph.invalidateModule(module)
      server.ws.send({ type: 'full-reload' })
    },
  }
}

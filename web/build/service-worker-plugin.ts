import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

type Shell = { app: string, scope: string }
type Chunk = { type: string, name?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], viteMetadata?: { importedCss: Set<string>, importedAssets: Set<string> } }

/** All files that one app may ever load, found in the module graph and not by a pattern of names. */
const filesOf = (bundle: Record<string, Chunk>, app: string): string[] => {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    const chunk = bundle[file]
    if (seen.has(file) || chunk === undefined) return
    seen.add(file)
    for (const css of chunk.viteMetadata?.importedCss ?? []) seen.add(css)
    for (const next of [...chunk.imports ?? [], ...chunk.dynamicImports ?? []]) visit(next)
  }
  for (const [file, chunk] of Object.entries(bundle)) if (chunk.type === 'chunk' && chunk.isEntry === true && chunk.name === app) visit(file)
  return [...seen].sort()
}

/** Emits one service worker an app, with exactly that app's files: opens without a network (离线外壳). */
export const serviceWorkerPlugin = (shells: readonly Shell[]): Plugin => ({
  name: 'haihe-service-worker',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const source = readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8')
      for (const { app, scope } of shells) {
        const files = [scope, ...filesOf(bundle as unknown as Record<string, Chunk>, app).map(file => `/${file}`)]
        const page = bundle[app === 'resident' ? 'index.html' : `${app}/index.html`]
        const body = page?.type === 'asset' ? page.source : ''
        const version = createHash('sha256').update(files.join('\n')).update(body).digest('hex').slice(0, 12)
        const made = source.replace('__NAME__', `haihe-${app}`).replace('__VERSION__', version).replace('__SCOPE__', scope).replace('/* __FILES__ */', files.map(file => `'${file}'`).join(', '))
        this.emitFile({ type: 'asset', fileName: `${scope.slice(1)}service-worker.js`, source: made })
      }
    },
  },
})

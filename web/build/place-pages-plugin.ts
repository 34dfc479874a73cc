import type { Plugin } from 'vite'

const start = 'resident/index.html'

/** The residents' page is the site's front door: resident/index.html becomes index.html; in development the paths fall back alike (入口归位). */
export const placePagesPlugin = (): Plugin => ({
  name: 'haihe-place-pages',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const page = bundle[start]
      if (page?.type !== 'asset') return
      delete bundle[start]
      this.emitFile({ type: 'asset', fileName: 'index.html', source: page.source })
    },
  },
  configureServer(server) {
    server.middlewares.use((request, _, next) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/'
      const wantsPage = request.headers.accept?.includes('text/html') === true && !path.includes('.')
      const app = /^\/(field|desk|gallery)(\/|$)/.exec(path)?.[1] ?? 'resident'
      if (wantsPage) request.url = `/${app}/index.html`
      next()
    })
  },
})

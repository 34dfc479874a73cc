import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { VantResolver } from '@vant/auto-import-resolver'
import { defineConfig } from 'vite'
import { textsPlugin } from './build/texts-plugin.ts'
import { kitLayerPlugin } from './build/kit-layer-plugin.ts'
import { placePagesPlugin } from './build/place-pages-plugin.ts'
import { serviceWorkerPlugin } from './build/service-worker-plugin.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const server = process.env['HAIHE_SERVER'] ?? 'http://127.0.0.1:8080'

/** One build, one page an app: resident at /, field at /field/, desk at /desk/; nothing is loaded from elsewhere (网页构建). */
// oxlint-disable-next-line import/no-default-export -- vite reads it
export default defineConfig({
  root: here('./apps'),
  publicDir: here('./public'),
  cacheDir: here('../node_modules/.vite'),
  plugins: [
    textsPlugin(here('..')),
    kitLayerPlugin(),
    vue(),
    components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' }), VantResolver()] }),
    placePagesPlugin(),
    serviceWorkerPlugin([{ app: 'resident', scope: '/' }, { app: 'field', scope: '/field/' }]),
  ],
  define: { __VUE_I18N_FULL_INSTALL__: 'false', __VUE_I18N_LEGACY_API__: 'false', __INTLIFY_PROD_DEVTOOLS__: 'false' },
  server: { proxy: { '^/(?!@|node_modules|base|systems|resident|field|desk|gallery|src|assets|mark|[a-z]+[.]webmanifest)(.+)$': { target: server, bypass: request => request.headers.accept?.includes('text/html') === true ? request.url : undefined } } },
  build: {
    outDir: here('./dist'), emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: { resident: here('./apps/resident/index.html'), field: here('./apps/field/index.html'), desk: here('./apps/desk/index.html') },
      output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]',
        // What nearly every page shows comes by one request: seven parts with their styles were fourteen, each with a kilobyte of headers
        codeSplitting: { groups: [{ name: 'every-page', test: /\/web\/base\/(ui|shell)\/(AppButton|AppIcon|EmptyState|ErrorState|LoadingLines|OfflineBanner|PhoneBar)\.vue/ }] } },
    },
  },
})

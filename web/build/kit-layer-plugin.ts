import type { Plugin } from 'vite'

/** Puts the style sheets of the bought kits into a cascade layer, so that ours win in whatever order chunks arrive (组件库降级). */
export const kitLayerPlugin = (): Plugin => ({
  name: 'haihe-kit-layer',
  enforce: 'pre',
  transform(code, id) {
    if (!/node_modules\/(element-plus|vant|maplibre-gl)\/.*\.css/.test(id)) return null
    return { code: `@layer kit{${code.replace(/@charset\s+"[^"]*";/gi, '')}}`, map: null }
  },
})

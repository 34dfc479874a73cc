import { resolve } from 'node:path'
import { createServer } from 'vite'

export type DevPages = { url: string, close: () => Promise<void> }

/** The web's sources served as they stand, without a city behind them: for the gallery and for parts on their own. */
export const openDevPages = async (name: string): Promise<DevPages> => {
  // two servers at once must not prepare their packages in one folder: each would tell its pages to load anew
  const server = await createServer({ cacheDir: resolve(`.cache/vite-${name}`), configFile: 'web/vite.config.ts', server: { port: 0, host: '127.0.0.1', hmr: false, watch: null }, logLevel: 'silent' })
  await server.listen()
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FolderTaken, startEmbedded } from '../server/base/embedded.ts'

/** The database of DATABASE_URL; else the embedded one, started for this or already running in another process. */
export async function reachDatabase(data: string, say: (line: string) => void): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} }
  try {
    const embedded = await startEmbedded({ data, purpose: 'city', say })
    return { url: embedded.appUrl, stop: () => embedded.stop() }
  } catch (error) {
    if (!(error instanceof FolderTaken)) throw error
    const { port, secrets } = JSON.parse(readFileSync(join(data, 'database.json'), 'utf8')) as { port: number; secrets: { app: string } }
    return { url: `postgres://haihe_app:${secrets.app}@127.0.0.1:${port}/haihe`, stop: async () => {} }
  }
}

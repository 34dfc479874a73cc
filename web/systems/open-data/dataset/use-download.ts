import { ref, type Ref } from 'vue'
import { api } from '../../../base/api/api.ts'

type Download = { got: Ref<number>, running: Ref<boolean>, verdict: Ref<'same' | 'other' | null>, error: Ref<unknown>, take: (path: string, fileName: string, sha256: string | null) => Promise<void>, stop: () => void }
const hex = (bytes: ArrayBuffer): string => [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('')
/** A file as large as this is kept in memory to be counted and checked; a larger one is the browser's own. */
export const CHECKED_BYTES = { from: 4_000_000, to: 200_000_000 } as const

/** A download that tells how far it is, can be stopped, and is checked against its published hash before it is saved (带进度下载). */
export const useDownload = (): Download => {
  const [got, running, verdict, error] = [ref(0), ref(false), ref<'same' | 'other' | null>(null), ref<unknown>(null)]
  let stopper = new AbortController()
  const take = async (path: string, fileName: string, sha256: string | null): Promise<void> => {
    stopper = new AbortController()
    got.value = 0; running.value = true; verdict.value = null; error.value = null
    try {
      const answer = await api.download(path, { signal: stopper.signal })
      const parts: BlobPart[] = []
      const reader = answer.body?.getReader()
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) { parts.push(part.value); got.value += part.value.length }
      const file = new Blob(parts, { type: answer.headers.get('content-type') ?? '' })
      // without https a browser calculates no hash: then the file is saved unchecked, and nothing is claimed
      if (sha256 !== null && crypto.subtle !== undefined) verdict.value = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())) === sha256 ? 'same' : 'other'
      if (verdict.value === 'other') return
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: fileName })
      link.click()
      setTimeout(() => { URL.revokeObjectURL(link.href) }, 60_000)
    } catch (caught) { if (!stopper.signal.aborted) error.value = caught } finally { running.value = false }
  }
  return { got, running, verdict, error, take, stop: () => { stopper.abort() } }
}

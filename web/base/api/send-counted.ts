export type Counted = (sent: number, of: number) => void

/** Sends like fetch, and tells meanwhile how many bytes have gone: fetch itself does not say (带进度发送). */
export const sendCounted = (url: string, { method, headers, body, signal }: { method: string, headers: Record<string, string>, body: BodyInit | null, signal: AbortSignal | null }, tell: Counted): Promise<Response> =>
  new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = 'blob'
    request.upload.addEventListener('progress', event => { if (event.lengthComputable) tell(event.loaded, event.total) })
    request.addEventListener('load', () => {
      const told = ['content-type', 'date'].flatMap(name => { const value = request.getResponseHeader(name); return value === null ? [] : [[name, value] as [string, string]] })
      done(new Response(request.status === 204 ? null : request.response as Blob, { status: request.status, headers: told }))
    })
    request.addEventListener('error', () => { fail(new TypeError('network')) })
    request.addEventListener('abort', () => { fail(new DOMException('stopped', 'AbortError')) })
    signal?.addEventListener('abort', () => { request.abort() })
    request.send(body as XMLHttpRequestBodyInit | null)
  })

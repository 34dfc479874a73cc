export type WriteHeaders = Readonly<{ method: string; origin?: string | undefined; fetchSite?: string | undefined; host: string; cookie?: string | undefined }>

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/** May this request write with the browser's cookie? Another site's page may not: SameSite=Lax is the first wall, this is the second. 防跨站请求
 *  Browsers send Origin with every cross-site write; a client without Origin and Sec-Fetch-Site is no browser and sent its cookie on purpose. */
export function mayWrite({ method, origin, fetchSite, host, cookie }: WriteHeaders): boolean {
  if (reads.has(method) || !cookie) return true
  if (origin !== undefined) return origin !== 'null' && URL.canParse(origin) && new URL(origin).host === host.toLowerCase().replace(/:(80|443)$/, '')
  return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
}

type Paths = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The description of the interface as JSON with each operation on a line of its own: two versions compared say which routes changed, and nothing is spent on blanks. */
export function openapiLines({ paths, ...rest }: { readonly paths: Paths }): string {
  const urls = Object.entries(paths).map(([url, methods]) => `${JSON.stringify(url)}:{${Object.entries(methods).map(([method, one]) => `${JSON.stringify(method)}:${JSON.stringify(one)}`).join(',\n')}}`)
  return `${JSON.stringify(rest).slice(0, -1)},"paths":{\n${urls.join(',\n')}\n}}\n`
}

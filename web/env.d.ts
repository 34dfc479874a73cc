/// <reference types="vite/client" />
declare module 'virtual:texts/*' {
  const texts: import('./base/texts/texts.ts').Texts
  export default texts
}
declare module 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url' {
  const url: string
  export default url
}

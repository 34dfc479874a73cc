declare module 'csv-spectrum' {
  type Pair = { name: string; csv: Buffer; json: Buffer }
  export default function spectrum(done: (error: Error | null, pairs: Pair[]) => void): void
}

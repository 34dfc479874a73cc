declare module 'piexifjs' {
  type Tags = Record<string, number>
  type Values = Record<number, string | number | number[] | number[][]>
  const piexif: {
    ImageIFD: Tags; ExifIFD: Tags; GPSIFD: Tags
    dump(exif: Record<string, Values>): string
    insert(exif: string, jpeg: string): string
    load(jpeg: string): Record<string, Values>
  }
  export default piexif
}

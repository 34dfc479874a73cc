/** A licence to be made into an OFD: the PDF that stands, and what the seal needs to know. */
export type ToOfd = Readonly<{ number: string; kind: string; unit: string; unitName: string; pdf: Buffer }>
/** The city's own system of layout documents and certified seals 版式文件和电子印章系统: answers an OFD under the unit's seal. Throws where it does not answer. */
export type OfdMaker = Readonly<{ make(asked: ToOfd): Promise<Buffer> }>

let given: OfdMaker | null = null
/** Called by main.ts once; without one a licence is a PDF, which is as good. 版式签章接口 */
export const useOfdMaker = (maker: OfdMaker | null): void => { given = maker }
export const ofdMakerHere = (): OfdMaker | null => given

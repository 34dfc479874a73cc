import { createHash } from 'node:crypto'
import { packZip } from '#base/zip'
import type { OfdMaker } from '#systems/licence'

export type FakeOfdMaker = OfdMaker & Readonly<{ /** It does not answer until it is mended. */ cut(off: boolean): void }>
const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const ofd = 'xmlns:ofd="http://www.ofdspec.org/2016"'
const text = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A seal system that makes a real OFD of one page with what stands on it as text, marked as a demonstration; its seal is none. 版式文件和电子印章（模拟） */
export function ofdMakerFake(): FakeOfdMaker {
  let off = false
  return {
    cut: (now) => { off = now },
    make: async ({ number, unitName, pdf }) => {
      if (off) throw new Error('the seal system does not answer')
      const lines = ['演示，无效', unitName, number, `PDF ${createHash('sha256').update(pdf).digest('hex').slice(0, 32)}`]
      const object = (words: string, at: number): string => `<ofd:TextObject ID="${10 + at}" Boundary="20 ${30 + at * 14} 170 10" Font="2" Size="6"><ofd:TextCode X="0" Y="7">${text(words)}</ofd:TextCode></ofd:TextObject>`
      const part = (path: string, xml: string) => ({ path, bytes: Buffer.from(head + xml) })
      return packZip([
        part('OFD.xml', `<ofd:OFD ${ofd} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${createHash('sha256').update(number).digest('hex').slice(0, 32)}</ofd:DocID><ofd:Title>${text(number)}</ofd:Title><ofd:Creator>Haihe</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`),
        part('Doc_0/Document.xml', `<ofd:Document ${ofd}><ofd:CommonData><ofd:MaxUnitID>20</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`),
        part('Doc_0/PublicRes.xml', `<ofd:Res ${ofd} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="SimSun" FamilyName="SimSun"/></ofd:Fonts></ofd:Res>`),
        part('Doc_0/Pages/Page_0/Content.xml', `<ofd:Page ${ofd}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="3" Type="Body">${lines.map(object).join('')}</ofd:Layer></ofd:Content></ofd:Page>`),
      ], new Date(0))
    },
  }
}

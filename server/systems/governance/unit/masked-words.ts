import { maskNumber, maskPhone } from '#primitives/party'

/** A reporter's words as they leave for another system or a sheet: numbers that identify or reach a person are masked, the place stays. 情况遮掩 */
export const maskedWords = (words: string): string =>
  words.replaceAll(/(?<!\d)\d{17}[\dXx](?!\d)/g, maskNumber).replaceAll(/(?<!\d)1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)/g, (phone) => maskPhone(phone.replaceAll(/\D/g, ''))).replaceAll(/(?<!\d)0\d{2,3}[\s-]?\d{7,8}(?!\d)/g, maskPhone)

import { maskNumber, maskPhone } from '#primitives/party'

type Own = Readonly<{ number: string | null; phone: string | null }>

/** In words that a person or a clerk wrote, numbers and telephones of others are masked; one's own stay. 遮掩他人信息 */
export const maskOthers = (text: string, { number, phone }: Own): string =>
  text.replaceAll(/(?<![0-9])[1-9]\d{16}[0-9Xx](?![0-9Xx])/g, (one) => (one.toUpperCase() === number ? one : maskNumber(one))).replaceAll(/(?<![0-9])1[3-9]\d{9}(?![0-9])/g, (one) => (one === phone ? one : maskPhone(one)))

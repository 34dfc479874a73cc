import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { MailPort, Outcome } from '#primitives/notice'

export type SmtpAccount = Readonly<{ host: string; port: number; secure: boolean; from: string; user?: string; password?: string }>

/** The account in smtp.json of the key folder; null where a city sends no e-mail. */
export function smtpAccount(keyFolder: string): SmtpAccount | null {
  const path = join(keyFolder, 'smtp.json')
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SmtpAccount) : null
}

/** E-mail by SMTP. 5xx answers refuse for good, whatever else fails is tried again. 电子邮件 */
export function smtp({ host, port, secure, from, user, password }: SmtpAccount): MailPort {
  const transport = nodemailer.createTransport({
    host, port, secure, ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, disableFileAccess: true, disableUrlAccess: true,
  })
  return {
    async sendMail({ id, address, subject, text }): Promise<Outcome> {
      try {
        await transport.sendMail({ from, to: { name: '', address }, subject, text, messageId: `<${id}@${from.split('@')[1] ?? 'haihe'}>` })
        return 'sent'
      } catch (error) {
        const { responseCode } = error as { responseCode?: number }
        if (responseCode !== undefined && responseCode >= 500 && responseCode < 600) return { refused: `SMTP ${responseCode}` }
        throw error
      }
    },
  }
}

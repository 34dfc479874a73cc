/** What fills a text: never a person's name, number or address. */
export type Facts = Readonly<Record<string, string | number>>

/** What became of one attempt: taken, or refused for good. Whatever is thrown is tried again. */
export type Outcome = 'sent' | Readonly<{ refused: string }>

/** The world outside, one port a channel; `id` is the same on every attempt. A connector fulfils one, main.ts hands it in. */
export type SmsPort = Readonly<{ sendSms(message: Readonly<{ id: string; phone: string; text: string }>): Promise<Outcome> }>
export type MailPort = Readonly<{ sendMail(message: Readonly<{ id: string; address: string; subject: string; text: string }>): Promise<Outcome> }>
export type WebhookPort = Readonly<{ post(message: Readonly<{ id: string; url: string; secret: string; body: string }>): Promise<Outcome> }>
export type Ports = Readonly<{ sms?: SmsPort | undefined; email?: MailPort | undefined; webhook?: WebhookPort | undefined }>

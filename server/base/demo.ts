let demo = false

/** Whether people who do not exist are admitted. False until boot says otherwise, so nothing forgotten lets them in. 演示模式 */
export const demoMode = (): boolean => demo
export const useDemo = (on: boolean): void => {
  demo = on
}

export {
  clearDeviceFailures,
  countDeviceFailure,
  distrustDevices,
  findKnownDevice,
  forgetDevice,
  forgetDevices,
  type KnownDevice,
  rememberDevice,
  summarizeDevices,
} from './device.ts'
export { findDeviceId, giveDevice } from './guard.ts'
export { personalData } from './personal-data.ts'
export { seeds } from './seeds.ts'
export { distrustDevice, findTrust, trustDevice } from './trust.ts'

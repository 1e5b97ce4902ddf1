export {
  clearDeviceFailures,
  countDeviceFailure,
  countDevices,
  findKnownDevice,
  forgetDevices,
  type KnownDevice,
  rememberDevice,
} from './device.ts'
export { findDeviceId, giveDevice } from './guard.ts'
export { personalData } from './personal-data.ts'
export { seeds } from './seeds.ts'

import type { Adapter, Microphone } from './types.js';

export interface SdkOptions {
  /** For reports. */
  name?: string;
  version?: string;
  /** Further options for the phone's constructor. */
  phone?: Record<string, unknown>;
  /** `microphone` of the kit for Node, where it stands in for the real one. */
  microphone?: () => Microphone;
}

/** Makes an adapter of the vendor's SDK; `sdk` is the namespace of its module, with `DialStackPhone` in it. */
export function sdkAdapter(sdk: object, options?: SdkOptions): Adapter;

/// <reference types="node" preserve="true" />
export { type S3ObjectOptions, s3ObjectStore } from './s3-object-store.ts';

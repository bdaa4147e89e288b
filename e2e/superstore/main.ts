import { prepareSuperstore } from './prepare.ts';

await prepareSuperstore();
process.exit(); // onnxruntime's threads would keep the process alive

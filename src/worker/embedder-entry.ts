/** The worker of the models of texts and images. See `entry.ts` for why this is a file of its own. */
import './serve-embedder.ts';

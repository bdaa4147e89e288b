/**
 * The engine's worker. Its first script only imports the next one: WebKit runs a dedicated worker's first script once more
 * if a later script imports from it.
 */
import './serve-engine.ts';

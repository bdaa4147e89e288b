import './between-mutants.ts';
import { installBrowser } from './browser.ts';

installBrowser();

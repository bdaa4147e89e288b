import { desk } from './desk.ts';
import { garden } from './garden.ts';
import { home } from './home.ts';
import { kitchen } from './kitchen.ts';
import { outdoors } from './outdoors.ts';
import { pantry } from './pantry.ts';
import { play } from './play.ts';
import { wardrobe } from './wardrobe.ts';

/** The departments of the made-up shop, in the order of its menu. */
export const departments = [kitchen, pantry, home, garden, wardrobe, play, outdoors, desk];

export const products = departments.flatMap((one) => one.products);

import { department } from './department.ts';

export const kitchen = department(
  'Kitchen',
  'Pots, pans and cups that are a pleasure to hold',
  ['Hearthside', 'Olla & Co'],
  {
    'Tea & coffee': `
      🫖 | Stoneware teapot | 34 | tea | Holds four cups, with a strainer of steel inside
      ☕ | Breakfast mug | 14 | tea, coffee | A wide mug of glazed clay for coffee or cocoa
      🍵 | Matcha bowl | 22 | tea | Thrown by hand, for green tea whisked to a foam
      🧉 | Mate gourd with straw | 26 | tea | A gourd and a bombilla of steel
      🥤 | Tumbler with straw | 12 | picnic | Keeps a cold drink cold on the way
      🧋 | Glass for bubble tea | 15 | tea | With a wide straw for the pearls
      🥛 | Milk glass | 6 | breakfast | Thick glass with a heavy foot
      🍼 | Baby bottle | 11 | baby | Anti-colic, 250 ml`,
    'Pots & pans': `
      🍳 | Cast iron frying pan | 49 | cooking, breakfast | Gets better with every egg, for any stove
      🍲 | Enamel stew pot | 79 | cooking | Five litres, from the stove to the oven to the table
      🥘 | Paella pan | 45 | cooking | For rice for six, with two handles
      🫕 | Fondue set | 64 | cheese | Pot, burner and six forks
      🥣 | Mixing bowl | 18 | baking, breakfast | Deep, with a rim to hold
      🥗 | Salad bowl of acacia wood | 38 | cooking | With room for a salad for eight`,
    Tableware: `
      🍽️ | Dinner plate with cutlery | 29 | table | Porcelain, with knife and fork
      🥢 | Chopsticks of bamboo | 9 | sushi | Five pairs, smooth and light
      🍴 | Knife and fork | 16 | table | Stainless steel, for the dishwasher
      🥄 | Serving spoon | 8 | table | Long handle, deep bowl
      🔪 | Chef's knife | 68 | cooking | Forged steel, 20 cm, keeps its edge
      🧂 | Salt shaker | 10 | table, cooking | Glass with a lid of steel
      🫙 | Storage jar | 9 | baking | Airtight, 1 litre, for flour and rice
      🏺 | Amphora jug | 54 | decor | Terracotta, for oil or for dried flowers`,
    Glasses: `
      🍷 | Red wine glass | 19 | wine | A large bowl on a thin stem
      🍸 | Martini glass | 17 | party | A classic cone for cold drinks
      🍹 | Tall cocktail glass | 16 | party | For drinks with fruit and much ice
      🥃 | Whisky tumbler | 15 | wine | Cut glass, heavy in the hand
      🍺 | Beer mug | 13 | party | Half a litre, thick walls
      🥂 | Pair of champagne flutes | 32 | wine, party | For two who have something to celebrate`,
  },
);
